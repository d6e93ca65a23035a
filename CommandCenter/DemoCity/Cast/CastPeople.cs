using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.DemoCity.Plan;

namespace CommandCenter.DemoCity.Cast;

/// <summary>The demo city's departments and the people who work for them. Names are put together from the commonest parts of names; numbers begin with 12, which no mobile number does.</summary>
internal static class CastPeople
{
    private const string Surnames = "王Wang李Li张Zhang刘Liu陈Chen杨Yang赵Zhao黄Huang周Zhou吴Wu徐Xu孙Sun胡Hu朱Zhu高Gao林Lin何He郭Guo马Ma罗Luo梁Liang宋Song郑Zheng谢Xie韩Han唐Tang冯Feng于Yu董Dong萧Xiao程Cheng曹Cao袁Yuan邓Deng许Xu傅Fu沈Shen曾Zeng彭Peng吕Lü";
    private const string Given = "伟Wei芳Fang敏Min静Jing丽Li强Qiang磊Lei军Jun洋Yang勇Yong艳Yan杰Jie娟Juan涛Tao明Ming超Chao霞Xia平Ping刚Gang桂英Guiying秀兰Xiulan建国Jianguo海燕Haiyan志强Zhiqiang晓东Xiaodong雪梅Xuemei文博Wenbo子涵Zihan雨桐Yutong思远Siyuan佳怡Jiayi浩然Haoran欣妍Xinyan俊杰Junjie梦琪Mengqi宇航Yuhang";

    /// <summary>The departments; the first is the center itself.</summary>
    public static IReadOnlyList<PlannedDepartment> Departments { get; } =
    [
        new("center", new("城市运行指挥中心", "City Operations Center")),
        new("water", new("水务局", "Water Bureau")),
        new("urban", new("城市管理局", "Urban Management Bureau")),
        new("traffic", new("交通运输局", "Transport Bureau")),
        new("police", new("公安局", "Police")),
        new("fire", new("消防救援支队", "Fire and Rescue")),
        new("eco", new("生态环境局", "Environment Bureau")),
        new("housing", new("住房和物业管理局", "Housing Bureau")),
        new("power", new("供电公司", "Power Company")),
        new("gas", new("燃气集团", "Gas Company")),
        new("emergency", new("应急管理局", "Emergency Management Bureau")),
        new("civil", new("民政局", "Civil Affairs Bureau")),
        new("culture", new("文化市场监管局", "Culture and Markets Bureau")),
    ];

    /// <summary>How the account begins that a visitor gets for a role.</summary>
    public static string FirstOf(Role role) => role switch
    {
        Role.DutyOfficer => "duty1",
        Role.CallTaker => "calls1",
        Role.DepartmentLead => "lead.water",
        Role.GridWorker => "grid.zc-",
        Role.Supervisor => "supervisor1",
        Role.Wall => "wall.demo",
        _ => "admin.demo",
    };

    /// <summary>Everybody: the center's people, a lead and a deputy for each department, a grid worker for each community.</summary>
    public static IEnumerable<PlannedPerson> Of(CityPlan plan)
    {
        var names = new Names(plan.Seed);
        var phone = 12_000_000_000;
        PlannedPerson Person(string account, Role role, string? department, string? area = null) =>
            new(account, names.Next(), role, department, area, (++phone).ToString(CultureInfo.InvariantCulture));

        yield return Person("admin.demo", Role.Administrator, "center");
        for (var i = 1; i <= 12; i++)
            yield return Person($"duty{i}", Role.DutyOfficer, "center");
        for (var i = 1; i <= 16; i++)
            yield return Person($"calls{i}", Role.CallTaker, "center");
        for (var i = 1; i <= 4; i++)
            yield return Person($"supervisor{i}", Role.Supervisor, "center");
        foreach (var department in Departments.Skip(1))
            foreach (var account in (string[])["lead", "deputy", "third"])
                yield return Person($"{account}.{department.Code}", Role.DepartmentLead, department.Code);
        foreach (var community in plan.Areas.Where(a => a.Level == AreaLevel.Community))
            yield return Person($"grid.{community.Code.ToLowerInvariant()}", Role.GridWorker, "urban", community.Code);
        yield return new("wall.demo", new("指挥大厅大屏", "Wall of the hall"), Role.Wall, null, null, "");
    }

    // A new name each time, until every surname has met every given name.
    private sealed class Names(int seed)
    {
        private readonly (string Chinese, string Latin)[] surnames = PlaceNames.Split(Surnames);
        private readonly (string Chinese, string Latin)[] given = PlaceNames.Split(Given);
        private readonly Random random = new(seed ^ 0x5eed);
        private readonly HashSet<(int, int)> taken = [];

        public PlanName Next()
        {
            while (true)
            {
                var (s, g) = (random.Next(surnames.Length), random.Next(given.Length));
                if (taken.Add((s, g)) || taken.Count == surnames.Length * given.Length)
                    return new(surnames[s].Chinese + given[g].Chinese, $"{given[g].Latin} {surnames[s].Latin}");
            }
        }
    }
}
