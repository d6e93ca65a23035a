using CommandCenter.Platform.Kit;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Sla.Administration;

/// <summary>Limits in the reader's language.</summary>
internal static class PolicyWords
{
    /// <summary>"3 working days", "4:00 of working time", "at the next opening".</summary>
    public static string Of(this IStringLocalizer<SlaText> text, Limit? limit) => limit switch
    {
        null => Formats.None,
        { Amount: 0, IsWorking: true } => text["AtOpening"],
        { Amount: 0 } => text["AtOnce"],
        { Unit: LimitUnit.WorkingDays or LimitUnit.CalendarDays } => text[$"Limit.{limit.Unit}", limit.Amount],
        _ => text[$"Limit.{limit.Unit}", FormattableString.Invariant($"{limit.Amount / 60}:{limit.Amount % 60:00}")],
    };
}
