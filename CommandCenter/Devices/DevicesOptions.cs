using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Devices;

/// <summary>How long measurements are kept: section <c>Devices</c>.</summary>
/// <param name="MeasurementDays">Measurements older than so many days are removed at night. Default 400: a year and the month to compare it with.</param>
public sealed record DevicesOptions(int MeasurementDays)
{
    /// <summary>Reads the section; what is not set has a default.</summary>
    /// <exception cref="CannotStart">A setting is wrong; it is named.</exception>
    public static DevicesOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection("Devices"));
        return read.Done(new DevicesOptions(read.Whole(nameof(MeasurementDays), 400, 1, 36_500)));
    }
}
