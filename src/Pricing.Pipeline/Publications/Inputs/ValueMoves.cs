using System.Globalization;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>What moved of the formula from a version of a value to another.</summary>
public static class ValueMoves
{
    private const string Price = "S";
    private const string ExercisePrice = "X";
    private const string Years = "T";
    private const string Volatility = "sigma";
    private const string Rate = "r";
    private const string Yield = "q";
    private const string Shares = "shares per right";
    private const string Rights = "rights";
    private const string Policy = "policy";

    private static readonly string[] Stated = [ExercisePrice, Years, Shares, Rights, Policy];

    /// <summary>What something that was given may move, and moved.</summary>
    /// <param name="kind">What was given.</param>
    /// <param name="before">The value without it; null where there is none.</param>
    /// <param name="after">The first value with it; null where none is made yet.</param>
    public static IReadOnlyList<MovedInput> Of(GivenKind kind, ValueRecord? before, ValueRecord? after)
    {
        if (after is null) return [];

        var (was, now) = (before is null ? [] : InputsOf(before).ToDictionary(), InputsOf(after));
        return
        [
            .. now
                .Where(input => IsMovedBy(kind, input.Key, isFirst: before is null) && was.GetValueOrDefault(input.Key, "") != input.Value)
                .Select(input => new MovedInput(input.Key, was.GetValueOrDefault(input.Key, ""), input.Value)),
        ];
    }

    /// <summary>All that moved.</summary>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after; one that failed may lack inputs.</param>
    public static IReadOnlyList<MovedInput> Between(ValueRecord before, ValueRecord after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. InputsOf(before).Zip(InputsOf(after))
                .Where(pair => pair.First.Value != pair.Second.Value)
                .Select(pair => new MovedInput(pair.First.Key, pair.First.Value, pair.Second.Value)),
        ];
    }

    private static bool IsMovedBy(GivenKind kind, string input, bool isFirst) => kind switch
    {
        GivenKind.Grant => Stated.Contains(input),
        GivenKind.Amendment => !isFirst || Stated.Contains(input),
        GivenKind.Event => input is Shares or ExercisePrice or Rights,
        GivenKind.Closes => input is not (Years or Rate or Rights or Policy),
        GivenKind.ConfirmedPrice => input is Price or Volatility or Yield,
        GivenKind.CorporateActions => input is not (Policy or Years or Rate),
        GivenKind.Window or GivenKind.Exclusion => input is Volatility,
        GivenKind.Yields or GivenKind.RiskFreeRate => input is Rate,
        GivenKind.Dividends => input is Yield or Volatility,
        GivenKind.Dividend => input is Yield,
        GivenKind.Policy => !isFirst || input is Policy,
        _ => false,
    };

    private static List<KeyValuePair<string, string>> InputsOf(ValueRecord value) =>
    [
        new(Price, value.SharePrice),
        new(ExercisePrice, value.ExercisePrice),
        new(Years, value.Years),
        new(Volatility, value.Volatility?.ToString("R", CultureInfo.InvariantCulture) ?? ""),
        new(Rate, value.RiskFreeRate),
        new(Yield, value.DividendYield),
        new(Shares, value.SharesPerRight),
        new(Rights, value.RightsOutstanding.ToString(CultureInfo.InvariantCulture)),
        new(Policy, string.Create(CultureInfo.InvariantCulture, $"{value.Policy} {value.PolicyVersion}")),
    ];
}
