namespace CommandCenter.DemoCity.Cast;

/// <summary>How long the demo city's departments have, by category, as <c>import sla-policies</c> reads it. A category without a line follows the one above it.</summary>
internal static class CastPolicies
{
    /// <summary>The policies.</summary>
    public const string Csv =
        """
        category,unit,amount,sign_unit,sign_amount,at_risk_share
        水务与防汛,working_days,3,working_time,4h,0.8
        防汛排涝,elapsed_time,12h,elapsed_time,1h,0.75
        供水,elapsed_time,24h,elapsed_time,2h,0.8
        市容环卫,working_days,3,working_time,4h,0.8
        井盖设施,elapsed_time,8h,elapsed_time,1h,0.75
        交通出行,working_days,5,working_time,4h,0.8
        停车管理,elapsed_time,24h,elapsed_time,2h,0.8
        交通信号,elapsed_time,12h,elapsed_time,1h,0.8
        噪声与环境,working_days,5,working_time,4h,0.8
        噪声扰民,elapsed_time,48h,elapsed_time,2h,0.8
        住房物业,working_days,5,working_time,8h,0.8
        供电,elapsed_time,12h,elapsed_time,1h,0.8
        燃气,elapsed_time,8h,elapsed_time,30m,0.75
        公共安全,elapsed_time,24h,elapsed_time,1h,0.75
        民生服务,working_days,5,working_time,8h,0.8
        文旅市场,working_days,7,working_time,8h,0.8
        """;

    /// <summary>About how long a category's work may take, day and night: what its history is drawn around.</summary>
    public static TimeSpan About(string code) => code.Split('.') switch
    {
        ["home", "heat", ..] or ["urban", "cover", ..] => TimeSpan.FromHours(8),
        ["water", "flood", ..] or ["traffic", "signal", ..] or ["home", "power", ..] => TimeSpan.FromHours(12),
        ["water", "supply", ..] or ["traffic", "parking", ..] or ["safety", ..] => TimeSpan.FromHours(24),
        ["noise", "noise", ..] => TimeSpan.FromHours(48),
        ["water" or "urban", ..] => TimeSpan.FromDays(4),
        ["culture", ..] => TimeSpan.FromDays(9),
        _ => TimeSpan.FromDays(6.5),
    };
}
