using CommandCenter.DemoCity.Plan;

namespace CommandCenter.DemoCity.Cast;

/// <summary>The words of one request.</summary>
/// <param name="Title">In one line, without the place.</param>
/// <param name="Words">What the requester says; <c>{place}</c> stands for where.</param>
/// <param name="Reply">What the department answers when it is done.</param>
/// <param name="Requester">Who asks.</param>
internal sealed record RequestWording(string Title, string Words, string Reply, string Requester);

/// <summary>What people say when they call about a category.</summary>
internal static class RequestWords
{
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
    private static readonly string[] Titles = ["先生", "女士"];

    private static readonly string[] Openings =
    [
        "您好，我反映一下{place}{what}的问题，", "{place}{what}，", "我住在{place}，这里{what}，", "路过{place}发现{what}，", "麻烦登记一下：{place}{what}，",
    ];

    private static readonly string[] Middles =
    [
        "已经两三天了，", "从昨天晚上开始的，", "之前也打过电话，", "老人和孩子进出很不方便，", "一直没有人处理，", "今天早上更严重了，", "周围邻居意见都很大，", "",
    ];

    private static readonly string[] Endings = ["请尽快安排人来处理。", "希望相关部门到现场看一下。", "处理后请给我回个电话。", "麻烦核实并答复。", "请帮忙协调解决。"];

    private static readonly string[] Replies =
    [
        "经现场核实，情况属实，已安排人员处理完毕，并告知诉求人。", "工作人员已到场处置，现已恢复正常。", "已责成责任单位整改，当日完成，后续加强巡查。",
        "已与诉求人联系并说明情况，诉求人表示理解。", "已修复，请诉求人如再发现问题及时反映。", "已纳入本周计划施工，现已完工并清理现场。",
    ];

    private static readonly (string Title, string Words)[] English =
    [
        ("Please call back in English: {0}", "I live at {place}. {0}. It has been like this since yesterday, could somebody please have a look?"),
        ("{0} (English speaker)", "There is a problem at {place}: {0}. My Chinese is not good, please answer by message."),
    ];

    /// <summary>Draws a request about a category.</summary>
    public static RequestWording Of(PlannedCategory category, Random random)
    {
        var reply = Replies[random.Next(Replies.Length)];
        if (random.Next(40) == 0)
        {
            var (title, words) = English[random.Next(English.Length)];
            return new(" " + title.Replace("{0}", category.Name.English, StringComparison.Ordinal), words.Replace("{0}", category.Name.English, StringComparison.Ordinal), reply, "Mr. Smith");
        }
        var text = Openings[random.Next(Openings.Length)].Replace("{what}", category.Name.Chinese, StringComparison.Ordinal) + Middles[random.Next(Middles.Length)] + Endings[random.Next(Endings.Length)];
        return new(category.Name.Chinese, text, reply, Surnames[random.Next(Surnames.Length)] + Titles[random.Next(Titles.Length)]);
    }
}
