using System.Globalization;
using CommandCenter.Devices;

namespace CommandCenter.Tests.Devices;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("% LEL", 17.94, 1, "17.9% LEL")]
    [InlineData("%", 91, 0, "91%")]
    [InlineData("°", 33, 0, "33°")]
    [InlineData("°C", 59.04, 1, "59.0°C")]
    [InlineData("m", 3.418, 2, "3.42 m")]
    [InlineData("mm/h", 22, 1, "22.0 mm/h")]
    [InlineData("", 1, 0, "1")]
    public void A_measured_value_has_one_form(string unit, double value, int decimals, string written)
    {
        CultureInfo.CurrentCulture = new CultureInfo("zh-CN");
        Assert.Equal(written, new Quantity("q", "量", "Quantity", unit, decimals).Write(value));
    }
}
