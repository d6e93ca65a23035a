using CommandCenter.Access;

namespace CommandCenter.Tests.Access;

public sealed class SecretTests
{
    [Fact]
    public void Secrets_never_repeat_and_hold_nothing_that_is_misread()
    {
        var words = Enumerable.Range(0, 1000).SelectMany(_ => new[] { Secrets.TemporaryPassword(), Secrets.LinkToken() }).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.DoesNotContain(words, w => w.IndexOfAny(['i', 'l', 'o', 'u', '0', '1']) >= 0);
    }

    [Fact]
    public void Secret_matches_its_own_hash_only()
    {
        var (key, _) = Secrets.ApiKey();
        Assert.True(Secrets.Matches(key, Secrets.Hash(key)));
        Assert.False(Secrets.Matches(key + "0", Secrets.Hash(key)));
        Assert.False(Secrets.Matches("", Secrets.Hash(key)));
    }
}
