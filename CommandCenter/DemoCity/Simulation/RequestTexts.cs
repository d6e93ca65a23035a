using static CommandCenter.DemoCity.Simulation.RequestTopic;

namespace CommandCenter.DemoCity.Simulation;

/// <summary>What callers of a hotline say, in Chinese and English.</summary>
public static partial class RequestTexts
{
    /// <summary>Every text.</summary>
    public static IReadOnlyList<RequestText> All { get; } = [.. Streets, .. Homes];

    /// <summary>The texts on a topic; never empty.</summary>
    public static IReadOnlyList<RequestText> On(RequestTopic topic) => ByTopic[topic];

    private static readonly Dictionary<RequestTopic, List<RequestText>> ByTopic = All.GroupBy(t => t.Topic).ToDictionary(g => g.Key, g => g.ToList());

    private static IEnumerable<RequestText> Streets =>
    [
        Text(Flooding, "{0}路面积水严重", "一下雨{0}门口就积水，现在水已经没过脚踝，电动车推不过去，麻烦快点派人来抽水。", "Deep water on the road at {0}", "Whenever it rains the road at {0} floods; it is over the ankles now and I cannot push my e-bike through. Please send a pump."),
        Text(Flooding, "{0}下穿通道积水，有车熄火", "{0}旁边的下穿通道积了半米深的水，有一辆白色轿车熄火停在里面，人已经出来了。", "Underpass at {0} flooded, a car is stuck", "Half a metre of water in the underpass by {0}. A white car has stalled in it; the driver got out."),
        Text(Flooding, "{0}雨水倒灌进小店", "雨水从下水道倒灌进我们店里，货都泡了，{0}这一排五六家都这样。", "Rain water comes up into shops at {0}", "Water is coming up through the drain into our shop. Five or six shops along {0} have it."),
        Text(Flooding, "{0}排水口被树叶堵住", "{0}路边的雨水篦子全是树叶，水下不去，自己掏了一点没用。", "Drain at {0} blocked by leaves", "The gully by {0} is full of leaves and the water does not go down. I cleared some by hand; it did not help."),
        Text(Manhole, "{0}井盖缺失很危险", "{0}人行道上有一个井盖不见了，只放了一个破纸箱，晚上看不见，会出人命的。", "Manhole cover missing at {0}", "A cover is gone from the pavement at {0}; there is only a cardboard box. Nobody sees it in the dark."),
        Text(Manhole, "{0}井盖松动夜间噪音大", "{0}马路中间的井盖松了，车一过就哐当响，一晚上睡不着。", "Loose manhole cover bangs all night at {0}", "The cover in the roadway at {0} is loose and bangs under every car. Nobody can sleep."),
        Text(Manhole, "{0}井盖冒水", "{0}的污水井往外冒黑水，味道很大，孩子上学要从这里过。", "Sewage rises from a manhole at {0}", "Black water is coming up from the manhole at {0}, with a bad smell, on the children's way to school."),
        Text(Manhole, "{0}井盖破裂", "{0}公交站台边上的井盖裂成两半，昨天有位老人差点绊倒。", "Broken manhole cover at {0}", "The cover next to the bus stop at {0} is broken in two. An old man nearly fell yesterday."),
        Text(Road, "{0}路面坑洼", "{0}路口有一个大坑，骑车晚上看不到，已经摔了两个人了。", "Pothole at {0}", "There is a deep hole at the crossing by {0}. Two riders have fallen already; one cannot see it at night."),
        Text(Road, "{0}人行道地砖松动", "{0}的人行道地砖一踩就溅水，推婴儿车根本走不了。", "Loose paving stones at {0}", "The paving stones at {0} splash at every step and a pram cannot pass."),
        Text(Road, "{0}护栏被撞坏", "{0}中间的护栏被撞歪了，一截横在快车道上，请尽快处理。", "Railing knocked over at {0}", "The railing in the middle of the road at {0} was hit; a piece of it lies across the fast lane."),
        Text(Road, "{0}盲道被占用", "{0}的盲道中间立了一根电线杆，我父亲是盲人，请给个说法。", "Blind track blocked at {0}", "A pole stands in the middle of the tactile paving at {0}. My father is blind. Please explain."),
        Text(Road, "{0}修路后没有恢复", "{0}挖开修管子半个月了，现在人走了路还没恢复，全是土。", "Road at {0} was not restored after works", "They dug up {0} for a pipe two weeks ago and left it open. It is all mud."),
        Text(Light, "{0}路灯不亮", "{0}一整排路灯不亮快一个星期了，下夜班走这里心里发慌。", "Street lights out at {0}", "A whole row of lights at {0} has been dark for nearly a week. I walk here after the night shift and am afraid."),
        Text(Light, "{0}红绿灯故障", "{0}路口红绿灯四个方向都是黄闪，车都堵在中间，没有交警。", "Traffic lights at {0} only flash", "All four sides of the lights at {0} flash yellow; cars are stuck in the middle and there is no policeman."),
        Text(Light, "{0}路灯白天也亮", "{0}的路灯大白天一直亮着，浪费电，反映过一次没有下文。", "Street lights burn all day at {0}", "The lights at {0} burn all day. I told you once before and nothing happened."),
        Text(Light, "{0}路灯杆倾斜", "{0}一根路灯杆被货车撞了，斜得厉害，风一吹就晃。", "Lamp post leans at {0}", "A lorry hit the lamp post at {0}. It leans badly and sways in the wind."),
        Text(WorksNoise, "{0}夜间施工扰民", "{0}工地凌晨一点还在打桩，家里有高三的孩子，打电话给工地没人接。", "Works at night at {0}", "The site at {0} is still driving piles at one in the morning. My child has exams; nobody at the site answers."),
        Text(WorksNoise, "{0}工地清晨五点开工", "{0}工地早上五点就开始卸钢筋，连续三天了，请查一下有没有夜间施工许可。", "Site at {0} starts at five in the morning", "They unload steel at {0} from five in the morning, three days now. Have they a permit for that?"),
        Text(WorksNoise, "{0}渣土车整夜轰鸣", "{0}门口渣土车排队按喇叭，一晚上不停，路上全是泥。", "Dump trucks roar all night at {0}", "Dump trucks queue and hoot at {0} all night and leave the road full of mud."),
        Text(WorksNoise, "{0}装修噪音", "{0}楼上周末中午还在电钻，物业说管不了。", "Drilling on a weekend at {0}", "Upstairs at {0} they drill at noon on a Sunday. The property office says it can do nothing."),
        Text(Noise, "{0}广场舞音响太大", "{0}每天晚上七点到十点跳广场舞，音箱正对着居民楼，窗户关了都震。", "Dancers' loudspeaker too loud at {0}", "They dance at {0} from seven to ten every evening with the speaker towards our windows; even shut they shake."),
        Text(Noise, "{0}酒吧深夜扰民", "{0}楼下酒吧凌晨两点还在放音乐，低音炮咚咚响，报警也只管一会儿。", "Bar at {0} plays till two", "The bar below {0} plays music until two in the morning. The police came; it helped for ten minutes."),
        Text(Noise, "{0}商铺高音喇叭叫卖", "{0}水果店的喇叭从早喊到晚，全是“最后三天”，已经喊了三个月。", "Shop at {0} shouts by loudspeaker", "The fruit shop at {0} shouts 'the last three days' from morning to night. It has been three months."),
        Text(Noise, "{0}空调外机噪音", "{0}饭店的空调外机正对我家卧室，晚上嗡嗡响，测过有六十多分贝。", "Air conditioner hums at {0}", "The restaurant's unit at {0} hums right at my bedroom; I measured over sixty decibels."),
        Text(Parking, "{0}消防通道被占", "{0}消防通道停满了车，真着了火消防车进不来，请拖走。", "Fire lane blocked at {0}", "The fire lane at {0} is full of parked cars. Please tow them before something burns."),
        Text(Parking, "{0}机动车停人行道", "{0}人行道上天天停一排车，行人只能走马路。", "Cars on the pavement at {0}", "There is a row of cars on the pavement at {0} every day; people have to walk on the road."),
        Text(Parking, "{0}僵尸车长期占位", "{0}有一辆落满灰的面包车停了快一年，轮胎都瘪了。", "Abandoned van at {0}", "A van covered in dust has stood at {0} for almost a year with flat tyres."),
        Text(Parking, "{0}共享单车乱堆", "{0}地铁口共享单车堆得像山一样，轮椅过不去。", "Heap of shared bikes at {0}", "Shared bikes are heaped before the metro exit at {0}; a wheelchair cannot get through."),
        Text(Stalls, "{0}流动摊贩占道", "{0}放学时间摊贩占了半条路，油烟很大，垃圾也不收。", "Street stalls block {0}", "At the end of school stalls take half the road at {0}, with smoke and litter."),
        Text(Stalls, "{0}夜市油烟扰民", "{0}烧烤摊凌晨还在烤，窗户不敢开，一屋子孜然味。", "Barbecue smoke at {0}", "The barbecue stalls at {0} go on after midnight. We cannot open a window."),
        Text(Stalls, "{0}店外经营", "{0}五金店把货全摆到人行道上，占了一大半。", "Shop spreads over the pavement at {0}", "The ironmonger at {0} has put its goods on more than half of the pavement."),
        Text(Crowd, "{0}人太多请疏导", "{0}人挤人，孩子都被挤哭了，出口只开了一个，请赶紧疏导。", "Too many people at {0}", "It is packed at {0}, children are crying and only one exit is open. Please send somebody."),
        Text(Crowd, "{0}老人走失", "我母亲七十六岁，穿红色外套，下午三点在{0}走散了，她有轻度失智。", "Elderly woman lost at {0}", "My mother, 76, in a red coat, was lost at {0} at three in the afternoon. She has mild dementia."),
        Text(Crowd, "{0}公交车甩站", "在{0}等了四十分钟，来了两辆都没停，司机看都不看一眼。", "Buses pass without stopping at {0}", "I waited forty minutes at {0}; two buses came and neither stopped."),
        Text(Crowd, "{0}站台没有遮雨棚", "{0}公交站只有一根杆子，下雨天老人孩子都淋着。", "No shelter at the bus stop {0}", "The stop at {0} is only a pole. Old people and children stand in the rain."),
    ];

    private static RequestText Text(RequestTopic topic, string title, string words, string englishTitle, string englishWords) =>
        new(topic, new(title, englishTitle), new(words, englishWords));
}
