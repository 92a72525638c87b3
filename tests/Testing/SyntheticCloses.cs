using System.Globalization;
using System.Text;
using Pricing;
using Pricing.Calendars;

namespace Testing;

/// <summary>
/// The sample's closes of 37740: a random walk in decimal arithmetic on the real sessions from the listing to the
/// allotment date of the third series, with the real 1:200 split, ending at the real close of 3,505 yen. The size of a
/// step was chosen once so that the release's rule (section 12, item 5) finds the published company's 55.77 % in it.
/// </summary>
public static class SyntheticCloses
{
    /// <summary>The security code.</summary>
    public const string Code = "37740";

    /// <summary>The name of the committed file under <c>samples/market-data</c>.</summary>
    public const string FileName = "closes-37740.csv";

    private const ulong Seed = 3923;
    private const decimal Step = 0.033683m;
    private const decimal First = 2500m;
    private const decimal LogLastOverFirst = 0.337899788612398347863606181m;
    private const decimal NewPerOld = 200m;

    private static readonly DateOnly ExDate = new(2012, 9, 26);

    /// <summary>Listing date to allotment date.</summary>
    public static DateWindow Window { get; } = new(new(2005, 12, 2), new(2013, 7, 11));

    /// <summary>Makes the closes.</summary>
    public static IReadOnlyList<SyntheticClose> Make() => Make(Seed, Step);

    internal static IReadOnlyList<SyntheticClose> Make(ulong seed, decimal step)
    {
        DateOnly[] sessions = [.. TokyoCalendar.Sessions(Window)];
        var random = new SyntheticRandom(seed);
        var walk = new decimal[sessions.Length];
        for (var i = 1; i < walk.Length; i++)
            walk[i] = walk[i - 1] + random.NextNormal();

        var closes = new SyntheticClose[sessions.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            // The walk is bent so that it ends where the real close is.
            var share = (decimal)i / (closes.Length - 1);
            var log = share * LogLastOverFirst + step * (walk[i] - share * walk[^1]);
            var basis = sessions[i] < ExDate ? NewPerOld : 1m;
            closes[i] = new(
                sessions[i],
                OnTick(First * basis * Exp(log)),
                sessions[i] == ExDate ? NewPerOld : null,
                i < closes.Length - 1);
        }

        return closes;
    }

    /// <summary>The committed file, as it must be.</summary>
    public static string ToCsv()
    {
        var text = new StringBuilder("Date,Code,Close,SplitFactor,Origin\n");
        foreach (var close in Make())
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{close.Date:yyyy-MM-dd},{Code},{close.Close},{close.SplitNewPerOld},")
                .Append(close.IsSynthetic ? "synthetic\n" : "real\n");
        }

        return text.ToString();
    }

    // The exchange's ticks of 2010 to 2013.
    private static decimal OnTick(decimal price)
    {
        var tick = price switch
        {
            <= 3_000m => 1m,
            <= 5_000m => 5m,
            <= 30_000m => 10m,
            <= 50_000m => 50m,
            <= 300_000m => 100m,
            <= 500_000m => 500m,
            _ => 1_000m,
        };
        return decimal.Round(price / tick, MidpointRounding.AwayFromZero) * tick;
    }

    // The series of the exponential function, after halving the argument until it converges fast.
    private static decimal Exp(decimal x)
    {
        const int halvings = 6;
        var small = x / (1 << halvings);
        var (sum, term) = (1m, 1m);
        for (var n = 1; n <= 16; n++)
            sum += term = term * small / n;
        for (var i = 0; i < halvings; i++)
            sum *= sum;
        return sum;
    }
}
