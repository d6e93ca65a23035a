using Microsoft.Extensions.Options;

namespace CommandCenter.Devices;

/// <summary>How long measurements are kept: section <c>Devices</c>.</summary>
public sealed class DevicesOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Devices";

    /// <summary>Measurements older than so many days are removed at night. Default 400: a year and the month to compare it with.</summary>
    public int MeasurementDays { get; set; } = 400;
}

/// <summary>Refuses settings that cannot be, at start; each message names its key.</summary>
internal sealed class DevicesOptionsCheck : IValidateOptions<DevicesOptions>
{
    public ValidateOptionsResult Validate(string? name, DevicesOptions options) => options.MeasurementDays is >= 1 and <= 36_500
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{DevicesOptions.Section}:MeasurementDays is {options.MeasurementDays}; it must be from 1 to 36500.");
}
