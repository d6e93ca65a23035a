namespace CommandCenter.DemoCity.Plan;

/// <summary>Invented names that sound like a city's: a first and a second part, each with its reading; every name is given once.</summary>
internal sealed class PlaceNames(Random random)
{
    private const string Firsts = "澜Lan柳Liu望Wang石Shi云Yun翠Cui锦Jin瑞Rui丰Feng和He安An泰Tai康Kang宁Ning永Yong新Xin兴Xing嘉Jia华Hua荣Rong福Fu祥Xiang明Ming清Qing碧Bi梅Mei兰Lan桂Gui荷He松Song竹Zhu枫Feng杏Xing桃Tao金Jin银Yin玉Yu宝Bao龙Long凤Feng";
    private const string Seconds = "园yuan苑yuan里li湾wan桥qiao塘tang岭ling坪ping井jing巷xiang洲zhou溪xi台tai门men阁ge亭ting坊fang堤di林lin田tian";

    private readonly (string Chinese, string Latin)[] firsts = Split(Firsts);
    private readonly (string Chinese, string Latin)[] seconds = Split(Seconds);
    private readonly HashSet<string> given = [];

    /// <summary>A name that was not given before, without the word for what it is.</summary>
    public PlanName Next()
    {
        while (true)
        {
            var (first, second) = (firsts[random.Next(firsts.Length)], seconds[random.Next(seconds.Length)]);
            if (given.Add(first.Chinese + second.Chinese))
                return new(first.Chinese + second.Chinese, first.Latin + second.Latin);
        }
    }

    /// <summary>The parts of names in a text, each Chinese followed by its reading: <c>澜Lan柳Liu</c>.</summary>
    internal static (string Chinese, string Latin)[] Split(string text)
    {
        var parts = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var latin = at;
            while (text[latin] >= '\u4e00')
                latin++;
            var end = latin;
            while (end < text.Length && text[end] < '\u4e00')
                end++;
            parts.Add((text[at..latin], text[latin..end]));
            at = end;
        }
        return [.. parts];
    }
}
