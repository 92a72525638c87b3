using Pricing.Files.Prices;

namespace Pricing.Files.Tests.Prices;

/// <summary>What is said of closes that go further than the exchange lets them.</summary>
public sealed class HistoryNoticesTests
{
    /// <summary>How far a close may go is told by the sessions between, not by the days: seventeen of these held five.</summary>
    [Theory]
    [InlineData("9000", true)]
    [InlineData("7600", false)]
    public async Task Jumps_CloseAfterALongHoliday_IsHeldAgainstTheSessionsBetween(string close, bool isTold)
    {
        var told = await JumpsAsync($"Date,Close\n2019-04-26,3500\n2019-05-07,\n2019-05-08,\n2019-05-09,\n2019-05-10,\n2019-05-13,{close}\n");

        Assert.Equal(isTold, told.Any(notice => notice.Contains("more than the exchange's daily price limit allows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1300", false)]
    [InlineData("1301", true)]
    public async Task Jumps_CloseAfterALongHoliday_IsHeldAgainstTheBasePriceThatIsStated(string close, bool isTold)
    {
        var told = await JumpsAsync($"Date,Close,BasePrice\n2019-04-01,3500,\n2019-05-13,{close},1000\n");

        Assert.Equal(
            isTold ? ["3774: the close goes from the base price 1000 to 1301 of 2019-05-13 (1.3 times), more than the exchange's daily price limit allows; look whether one of them is mistyped or in another unit, or a split is not stated"] : [],
            told);
    }

    private static async Task<IEnumerable<string>> JumpsAsync(string text) =>
        HistoryNotices.Jumps((await Given.PricesAsync(text)).Rows, new HashSet<(string, DateOnly)>());
}
