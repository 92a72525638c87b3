using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pricing;
using Pricing.Dividends;
using Pricing.Files.Delimited;
using Pricing.Volatility;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary><c>volatility FILE</c>: historical volatility from a file of closes, without storage.</summary>
internal static class VolatilityCommand
{
    private const string SplitOption = "--split";
    private const string PeriodsOption = "--periods-per-year";

    /// <summary>The command, its argument and its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE",
            Description = "CSV, an Excel workbook or JSON with a column Date and one of raw closes of one share. Its split factors count; "
                + "rows without a close and days without a session are skipped, as a night does.",
        };
        var from = OptionParsers.Date("--from", "The first day of the window.");
        var to = OptionParsers.Date("--to", "The last day of the window.");
        var frequency = new Option<string>("--frequency")
        {
            Description = "Which closes make the returns: the last of each week (Monday to Sunday) or month, or every one.",
            Required = true,
        };
        frequency.AcceptOnlyFromAmong("weekly", "daily", "monthly");
        var split = new Option<ShareSplit[]>(SplitOption)
        {
            Description = "A split or consolidation by its ex-date; one that the file states too counts once: 200@2012-09-26, 1/3@2020-04-01. Can be repeated.",
            HelpName = "NEW_PER_OLD@EX-DATE",
            CustomParser = ParseSplits,
            DefaultValueFactory = _ => [],
        };
        var column = new Option<string>("--column")
        {
            Description = "The column of the closes.",
            HelpName = "name",
            DefaultValueFactory = _ => "Close",
        };
        var periods = new Option<double?>(PeriodsOption)
        {
            Description = "Returns a year: 52 for weekly, 250 for daily and 12 for monthly ones if it is not given.",
            HelpName = "number",
            CustomParser = ParsePeriods,
        };

        var command = new Command(
            "volatility",
            "Estimates volatility from a file of closes and writes sigma,returns,first,last. "
            + "Exit code 3 if it cannot be estimated, 2 if the file, its header or an option cannot be read.")
        {
            file, from, to, frequency, split, column, periods,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file),
            parsed.GetRequiredValue(column),
            new DateWindow(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to)),
            parsed.GetValue(split)!,
            Method(parsed.GetRequiredValue(frequency), parsed.GetValue(periods)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string path, string column, DateWindow window, ShareSplit[] splits, VolatilityMethod method, CancellationToken cancellationToken)
    {
        var closes = await Closes.ReadAsync(path, column, splits, cancellationToken);
        var estimated = VolatilityEstimator.Estimate(
            new() { Closes = closes.Within(window), Splits = closes.Splits, Window = window }, method);
        if (!estimated.TryGet(out var estimate))
        {
            foreach (var failure in estimated.Failures)
                await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.NotComputed;
        }

        using var output = StandardOutput.Open();
        CsvText.WriteRow(output, "sigma", "returns", "first", "last");
        CsvText.WriteRow(
            output,
            estimate.Sigma.ToString("R", CultureInfo.InvariantCulture),
            estimate.Returns.ToString(CultureInfo.InvariantCulture),
            estimate.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            estimate.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return ExitCode.Success;
    }

    private static VolatilityMethod Method(string frequency, double? periodsPerYear)
    {
        var method = VolatilityMethod.Release.At(frequency switch
        {
            "daily" => ReturnFrequency.Daily,
            "monthly" => ReturnFrequency.Monthly,
            _ => ReturnFrequency.Weekly,
        });
        return method with
        {
            PeriodsPerYear = periodsPerYear ?? method.PeriodsPerYear,
            MinimumReturns = 2,
            MinimumWindowYears = 0,
        };
    }

    private static ShareSplit[]? ParseSplits(ArgumentResult result)
    {
        var splits = new List<ShareSplit>();
        foreach (var token in result.Tokens)
        {
            if (ParseSplit(token.Value) is not { } split)
            {
                result.AddError($"{SplitOption} {token.Value}: not of the form NEW_PER_OLD@yyyy-MM-dd with a ratio above 0");
                return null;
            }

            splits.Add(split);
        }

        return [.. splits];
    }

    private static ShareSplit? ParseSplit(string text)
    {
        if (text.Split('@') is not [var ratio, var exDate] || !OptionParsers.TryDate(exDate, out var date))
            return null;

        return DecimalText.ParseRatio(ratio) is { Numerator: > 0 } newPerOld ? new() { ExDate = date, NewPerOld = newPerOld } : null;
    }

    private static double? ParsePeriods(ArgumentResult result) =>
        double.TryParse(result.Tokens[^1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var periods)
        && periods > 0 && double.IsFinite(periods)
            ? periods
            : OptionParsers.Refuse<double?>(result, PeriodsOption, "not a number above 0");
}
