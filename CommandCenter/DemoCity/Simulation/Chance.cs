namespace CommandCenter.DemoCity.Simulation;

/// <summary>Draws that depend on nothing but their arguments: the same seed, key and number give the same draw in every process, on every machine and in any order.</summary>
public static class Chance
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>A number from 0 to below 1.</summary>
    /// <param name="seed">The city's seed.</param>
    /// <param name="key">What is drawn for, e.g. <c>fault:GAS-0012</c>.</param>
    /// <param name="number">Which draw of it, e.g. a day's number.</param>
    public static double Of(int seed, string key, long number = 0)
    {
        var hash = Basis;
        foreach (var sign in key)
            hash = (hash ^ sign) * Prime;
        hash = Mixed(Mixed(hash ^ (uint)seed) ^ (ulong)number);
        return (hash >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number from <paramref name="least"/> to below <paramref name="most"/>.</summary>
    public static double Between(double least, double most, int seed, string key, long number = 0) => least + ((most - least) * Of(seed, key, number));

    /// <summary>One of a list that is not empty.</summary>
    public static T Pick<T>(IReadOnlyList<T> items, int seed, string key, long number = 0) => items[(int)(Of(seed, key, number) * items.Count)];

    // The finalizer of SplitMix64: neighbours in, strangers out.
    private static ulong Mixed(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
