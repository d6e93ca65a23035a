using static CommandCenter.DemoCity.Simulation.RequestTopic;

namespace CommandCenter.DemoCity.Simulation;

public static partial class RequestTexts
{
    private static IEnumerable<RequestText> Homes =>
    [
        Text(Waste, "{0}垃圾无人清运", "{0}垃圾站三天没人收了，满地都是，苍蝇老鼠都有。", "Waste not collected at {0}", "The bins at {0} have not been emptied for three days; there are flies and rats."),
        Text(Waste, "{0}建筑垃圾偷倒", "昨晚有人在{0}旁边空地倒了三车建筑垃圾，我拍到了车牌。", "Rubble dumped at {0}", "Last night somebody dumped three loads of rubble on the ground by {0}. I have the number plate."),
        Text(Waste, "{0}河道有异味和漂浮物", "{0}旁边的河面飘着死鱼和塑料袋，一股臭味，散步都绕着走。", "Smell and dead fish in the river at {0}", "There are dead fish and bags on the river at {0} and it stinks. People walk round it."),
        Text(Waste, "{0}公厕太脏", "{0}公共厕所没有水冲，地上全是水，保洁员看不到人。", "Public toilet at {0} is filthy", "The toilet at {0} has no water to flush and the floor is wet. No cleaner is to be seen."),
        Text(Waste, "{0}绿化带有狗粪", "{0}绿化带到处是狗粪，遛狗不牵绳也没人管。", "Dog dirt in the green at {0}", "The green at {0} is full of dog dirt, and dogs run without a lead."),
        Text(WaterSupply, "{0}停水没有通知", "{0}早上六点就停水，没有任何通知，老人等着做饭。", "No water at {0}, no notice", "There has been no water at {0} since six this morning, without any notice."),
        Text(WaterSupply, "{0}自来水发黄", "{0}家里水龙头放出来的水发黄，放了十分钟还是黄的。", "Yellow tap water at {0}", "The tap water at {0} is yellow, even after running for ten minutes."),
        Text(WaterSupply, "{0}路面水管爆裂", "{0}路边水管爆了，水喷了一米多高，已经流了半小时。", "Burst main at {0}", "A main has burst at {0}; the water stands a metre high and has run for half an hour."),
        Text(WaterSupply, "{0}水压太低", "{0}六楼晚上洗澡水像滴一样，热水器都打不着。", "Low water pressure at {0}", "On the sixth floor at {0} the water only drips in the evening; the heater does not light."),
        Text(Power, "{0}突然停电", "{0}整个单元突然停电，有位老人在用制氧机，请马上抢修。", "Power cut at {0}", "The whole stairway at {0} is without power. An old man here needs an oxygen machine. Please hurry."),
        Text(Power, "{0}电线垂落", "{0}一根电线掉到人行道上，不知道带不带电，已经让大家绕开。", "Fallen wire at {0}", "A wire hangs down on the pavement at {0}. I do not know whether it is live; I keep people away."),
        Text(Power, "{0}变压器有火花", "{0}的变压器噼啪响还冒火花，离居民楼只有两米。", "Transformer sparks at {0}", "The transformer at {0} crackles and sparks, two metres from the houses."),
        Text(Power, "{0}电压不稳", "{0}这几天电压忽高忽低，冰箱烧了一台。", "Unsteady voltage at {0}", "The voltage at {0} has gone up and down for days; it burnt out a refrigerator."),
        Text(Gas, "{0}闻到燃气味", "{0}楼道里有很浓的煤气味，已经开窗了，不敢开灯，请马上来人。", "Smell of gas at {0}", "There is a strong smell of gas in the stairway at {0}. The windows are open and nobody touches a switch. Come at once."),
        Text(Gas, "{0}燃气表故障", "{0}家里燃气表充了值不通气，打了两次电话都说等。", "Gas meter does not work at {0}", "I paid into the meter at {0} and no gas comes. Twice I was told to wait."),
        Text(Gas, "{0}老人家中燃气报警响", "对门王奶奶家燃气报警器一直响，敲门没有应，她一个人住在{0}。", "Gas alarm rings at an old lady's home at {0}", "The gas alarm of Grandma Wang across the landing rings and she does not open. She lives alone at {0}."),
        Text(Gas, "{0}液化气瓶违规存放", "{0}早餐店把十几个煤气罐堆在楼梯口，看着就害怕。", "Gas bottles stacked at {0}", "The breakfast shop at {0} keeps a dozen gas bottles at the foot of the stairs."),
        Text(EBike, "{0}电动车楼道充电", "{0}每层都有人把电动车推到楼道充电，昨晚闻到焦味，太危险了。", "E-bikes charged in the stairway at {0}", "On every floor at {0} somebody charges an e-bike on the landing. Last night it smelt burnt."),
        Text(EBike, "{0}飞线充电", "{0}有人从五楼拉线到楼下充电，线就搭在晾衣杆上，下雨也不收。", "Charging cable from a window at {0}", "Somebody at {0} charges by a cable from the fifth floor over the washing lines, in the rain too."),
        Text(EBike, "{0}充电桩损坏", "{0}车棚充电桩坏了八个，大家只好往楼上搬电池。", "Charging points broken at {0}", "Eight points in the shed at {0} are broken, so everybody carries the battery upstairs."),
        Text(EBike, "{0}车棚冒烟", "{0}地下车棚有一辆电动车在冒白烟，有塑料烧焦的味道，快来人。", "Smoke in the bike shed at {0}", "An e-bike in the shed at {0} gives off white smoke and smells of burnt plastic. Come quickly."),
        Text(Property, "{0}电梯困人", "{0}三单元电梯停在七楼和八楼中间，里面有两个人，物业电话打不通。", "People stuck in a lift at {0}", "The lift of stairway 3 at {0} stands between two floors with two people in it. The property office does not answer."),
        Text(Property, "{0}电梯经常故障", "{0}电梯这个月坏了四次，老人上下十六楼，物业说没钱修。", "Lift at {0} breaks down again and again", "The lift at {0} broke down four times this month. The old climb sixteen floors; the office says there is no money."),
        Text(Property, "{0}物业不作为", "{0}物业费照收，门禁坏了、楼道灯不亮，半年没人管。", "Property office at {0} does nothing", "The office at {0} takes its fee, but the door and the lights have been broken for half a year."),
        Text(Property, "{0}外墙脱落", "{0}外墙瓷砖往下掉，昨天砸坏一辆车，下面就是幼儿园的路。", "Tiles fall from a wall at {0}", "Tiles fall from the wall at {0}. One hit a car yesterday, and the way to the kindergarten is below."),
        Text(Property, "{0}违规搭建", "{0}顶楼有人加盖阳光房，下雨漏到我家，城管来过一次没有拆。", "Illegal addition on the roof at {0}", "Somebody built a glass room on the roof at {0}; since then the rain comes into my flat."),
        Text(Trees, "{0}大树倒伏挡路", "{0}一棵大树被风刮倒，压住了两辆车，路完全不通。", "Fallen tree at {0}", "The wind has thrown a big tree over at {0}. It lies on two cars and the road is shut."),
        Text(Trees, "{0}树枝遮挡路灯", "{0}梧桐树枝把路灯全遮住了，晚上黑漆漆的。", "Branches hide the lights at {0}", "The plane trees at {0} hide the lights altogether; it is pitch dark."),
        Text(Trees, "{0}飞絮严重", "{0}杨树飞絮像下雪一样，孩子过敏不敢出门。", "Poplar fluff at {0}", "The poplars at {0} snow fluff; my child has an allergy and cannot go out."),
        Text(Trees, "{0}健身器材损坏", "{0}的健身器材断了一根横杆，小孩还在上面爬。", "Broken exercise machine at {0}", "A bar of the exercise machine at {0} is broken and children climb on it."),
    ];
}
