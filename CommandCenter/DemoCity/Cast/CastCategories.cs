using System.Globalization;
using CommandCenter.DemoCity.Plan;

namespace CommandCenter.DemoCity.Cast;

/// <summary>The demo city's tree of requests: three levels, as a citizens' hotline sorts them.</summary>
internal static class CastCategories
{
    // Indentation is the level; a leaf has its weight, how often it comes beside the others.
    private const string Tree =
        """
        water|水务与防汛|Water and floods|water
          flood|防汛排涝|Floods and drainage|water
            road|道路积水|Flooded road|water|5
            home|房屋进水|Water in a building|water|2
            drain|雨水口堵塞|Blocked storm drain|water|6
            river|河道水位异常|Unusual river level|water|1
          supply|供水|Water supply|water
            none|停水|No water|water|7
            pressure|水压不足|Low pressure|water|3
            pipe|水管爆裂|Burst pipe|water|3
            quality|水质问题|Water quality|water|2
          sewer|污水|Sewage|water
            overflow|污水外溢|Sewage overflow|water|4
            smell|管道异味|Smell from the sewer|water|2
        urban|市容环卫|City upkeep|urban
          clean|环境卫生|Cleanliness|urban
            rubbish|垃圾堆积|Piled-up rubbish|urban|9
            bulky|大件垃圾清运|Bulky waste|urban|3
            toilet|公厕管理|Public toilets|urban|1
            bin|垃圾桶破损|Broken bin|urban|2
          order|街面秩序|Street order|urban
            stall|占道经营|Stall on the pavement|urban|7
            advert|违规广告|Unlawful advertising|urban|2
            building|违法建设|Unlawful building|urban|3
          cover|井盖设施|Manholes|urban
            missing|井盖缺失破损|Missing or broken cover|urban|5
            noisy|井盖异响|Rattling cover|urban|3
          light|照明亮化|Street lighting|urban
            out|路灯不亮|Street light out|urban|6
            day|路灯长明|Light on by day|urban|1
          green|园林绿化|Trees and parks|urban
            fallen|树木倒伏|Fallen tree|urban|3
            branch|枝叶遮挡|Branches in the way|urban|3
            park|公园设施损坏|Damage in a park|urban|2
        traffic|交通出行|Traffic|traffic
          road|道路设施|Roads|traffic
            pothole|路面坑洼|Pothole|traffic|6
            sign|标志标线不清|Unclear signs|traffic|2
            barrier|护栏损坏|Broken barrier|traffic|2
          transit|公共交通|Public transport|traffic
            late|公交候车时间长|Long wait for a bus|traffic|4
            stop|站台设施损坏|Damaged stop|traffic|1
            taxi|出租车投诉|Taxi complaint|traffic|4
          parking|停车管理|Parking|police
            wrong|车辆乱停放|Wrongly parked car|police|9
            bicycle|共享单车乱停|Shared bicycles in the way|urban|5
            fee|停车收费|Parking fees|traffic|2
          signal|交通信号|Signals|police
            fault|信号灯故障|Faulty traffic light|police|3
            timing|信号灯配时|Signal timing|police|2
        noise|噪声与环境|Noise and environment|eco
          noise|噪声扰民|Noise|eco
            site|施工噪声|Building noise|eco|8
            dance|广场舞噪声|Square dancing|police|5
            shop|商业噪声|Shop noise|eco|4
            traffic|交通噪声|Traffic noise|eco|2
          air|大气污染|Air|eco
            smoke|油烟扰民|Cooking fumes|eco|4
            dust|工地扬尘|Dust from a site|eco|3
            burn|露天焚烧|Open burning|eco|2
          water|水污染|Water pollution|eco
            river|河道污染|Polluted river|eco|2
        home|住房物业|Homes|housing
          estate|物业管理|Estate management|housing
            lift|电梯故障|Faulty lift|housing|7
            fee|物业收费|Management fees|housing|4
            service|物业服务差|Poor service|housing|5
            charge|充电设施不足|Too few charging points|housing|3
          house|房屋安全|Building safety|housing
            leak|房屋渗漏|Leaking roof|housing|3
            wall|外墙脱落|Falling facade|housing|2
            rent|住房保障咨询|Housing support|housing|2
          power|供电|Electricity|power
            none|停电|Power cut|power|5
            line|线路隐患|Dangerous line|power|2
          heat|燃气|Gas|gas
            none|停气|No gas|gas|3
            smell|燃气异味|Smell of gas|gas|2
            meter|燃气表故障|Faulty gas meter|gas|2
        safety|公共安全|Public safety|emergency
          fire|消防安全|Fire safety|fire
            passage|消防通道堵塞|Blocked fire lane|fire|5
            ebike|电动车违规充电|Unlawful e-bike charging|fire|6
            device|消防设施损坏|Broken fire equipment|fire|2
          crowd|人员聚集|Crowds|police
            event|活动秩序|Order at an event|police|2
            lost|走失求助|Missing person|police|1
          risk|安全隐患|Hazards|emergency
            slope|边坡隐患|Unstable slope|emergency|1
            chemical|危化品隐患|Dangerous goods|emergency|1
            flood|低洼点隐患|Low-lying spot|emergency|2
        care|民生服务|Social services|civil
          old|养老服务|Older people|civil
            help|老人求助|Older person needs help|civil|3
            meal|助餐服务|Meals|civil|2
            device|居家设备故障|Home device fault|civil|2
          poor|社会救助|Support|civil
            allowance|低保咨询|Allowances|civil|3
            disabled|残疾人服务|Services for disabled people|civil|1
          school|教育咨询|Schools|civil
            place|入学咨询|School places|civil|4
        culture|文旅市场|Culture and markets|culture
          tour|旅游|Tourism|culture
            ticket|景区票务|Tickets to sights|culture|2
            service|景区服务|Service at sights|culture|2
          market|消费纠纷|Consumer matters|culture
            refund|退费纠纷|Refunds|culture|5
            price|价格投诉|Prices|culture|3
        """;

    /// <summary>Every category, parents before children.</summary>
    public static IReadOnlyList<PlannedCategory> All { get; } = [.. Read()];

    private static IEnumerable<PlannedCategory> Read()
    {
        var above = new string[3];
        foreach (var line in Tree.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var level = (line.Length - line.TrimStart().Length) / 2;
            var parts = line.Trim().Split('|');
            var parent = level == 0 ? null : above[level - 1];
            above[level] = parent is null ? parts[0] : $"{parent}.{parts[0]}";
            yield return new(above[level], parent, new PlanName(parts[1], parts[2]), parts[3], parts.Length > 4 ? double.Parse(parts[4], CultureInfo.InvariantCulture) : 0);
        }
    }
}
