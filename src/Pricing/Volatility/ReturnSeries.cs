using Pricing.Dividends;

namespace Pricing.Volatility;

/// <summary>The returns between consecutive closes that touch no exclusion, and the closes they stand on.</summary>
internal sealed record ReturnSeries(IReadOnlyList<LogReturn> Returns, IReadOnlyList<UsedClose> Closes, int Excluded)
{
    public static ReturnSeries Build(List<ClosingPrice> closes, PriceSample sample, ReturnType type)
    {
        var basis = new ShareBasis(sample.Splits, sample.Window.To);
        var returns = new List<LogReturn>(closes.Count);
        var used = new List<UsedClose>(closes.Count);
        var excluded = 0;
        for (var index = 1; index < closes.Count; index++)
        {
            var (from, to) = (basis.Adjust(closes[index - 1]), basis.Adjust(closes[index]));
            if (sample.Exclusions.Any(exclusion => exclusion.From <= to.Date && from.Date <= exclusion.To))
            {
                excluded++;
                continue;
            }

            var paid = type == ReturnType.Total ? Paid(sample, new(from.Date.AddDays(1), to.Date)) : 0;
            returns.Add(new(from.Date, to.Date, paid, Math.Log((to.AdjustedClose + paid) / from.AdjustedClose)));
            if (used.Count == 0 || used[^1].Date != from.Date)
                used.Add(from);
            used.Add(to);
        }

        return new(returns, used, excluded);
    }

    private static double Paid(PriceSample sample, DateWindow exDates) => sample.Dividends
        .Where(dividend => exDates.Contains(dividend.ExDate))
        .Sum(dividend => FiscalYearDividend.Restate(dividend, sample.Splits, sample.Window.To).Restated.ToDouble());
}
