using System.Globalization;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>What is wrong with a header whose required columns are all there: each mistake once.</summary>
internal static class HeaderDefects
{
    /// <summary>Why a known column that has no place in what is stored is refused.</summary>
    public const string NotTaken = "this column is not taken in yet; leave it out";

    /// <summary>Why more tenors than a curve has are refused.</summary>
    /// <param name="place">What has them.</param>
    public static string TooManyTenors(string place) => $"is the number of tenors of {place}; a curve has at most {Signature.MostTenors}";

    public static IEnumerable<FileDefect> Of(HeaderMatch match, TableRequest request)
    {
        var names = match.Row.Cells;
        foreach (var (column, first, second) in match.Twice)
        {
            yield return Defect(
                match, ReasonCode.InvalidField, column.Name, names[second],
                $"the header names {column.Name} twice: {names[first].Trim()} in {ColumnPlace.Of(first)}, "
                + $"{names[second].Trim()} in {ColumnPlace.Of(second)}; keep one");
        }

        if (match.Tenors.Count > Signature.MostTenors)
        {
            yield return Defect(
                match, ReasonCode.InvalidField, "tenor", match.Tenors.Count.ToString(CultureInfo.InvariantCulture), TooManyTenors("the header"));
        }

        foreach (var tenor in match.Tenors.GroupBy(tenor => tenor.Years).Where(group => group.Count() > 1))
            yield return Defect(match, ReasonCode.InvalidField, "tenor", names[tenor.Last().Ordinal], "the header names a tenor twice; keep one");

        foreach (var (ordinal, _) in match.Tenors)
        {
            if (match.Unit(ordinal)?.Against(column: null, hasCurrency: false) is { } wrong)
                yield return Defect(match, ReasonCode.InvalidField, "tenor", names[ordinal], wrong);
        }

        foreach (var column in match.Schema.Columns.Where(column => match.Ordinals[column.Index] >= 0))
        {
            var ordinal = match.Ordinals[column.Index];
            if (match.Unit(ordinal)?.Against(column, match.Schema.HasCurrency) is { } wrong)
                yield return Defect(match, ReasonCode.InvalidField, column.Name, names[ordinal], wrong);

            if (request.NotTaken.Contains(column.Name))
                yield return Defect(match, ReasonCode.UnknownField, column.Name, names[ordinal], NotTaken);
        }

        foreach (var ordinal in match.Unknown)
        {
            if (match.Schema.RefusesUnknown)
                yield return Defect(match, ReasonCode.UnknownField, names[ordinal].Trim(), "", Reason(match.Schema, names[ordinal].Trim(), names));
            else if (!match.Schema.IsJudgedByRow && Resemblance.Is(names[ordinal]))
                yield return Defect(match, ReasonCode.UnknownField, names[ordinal].Trim(), "", Resembling(match.Schema, names[ordinal], names));
        }
    }

    /// <summary>Why a column that is not known is refused.</summary>
    public static string Reason(TableSchema schema, string name, IEnumerable<string> names) => schema.Nearest(name) is { } nearest
        ? $"is no column of {schema.Kind}; the nearest one is {NameInMessage.Of(nearest, names)}"
        : $"is no column of {schema.Kind} (docs/files.md); leave it out";

    /// <summary>Why a column of a market file that is not known is refused.</summary>
    public static string Resembling(TableSchema schema, string name, IEnumerable<string> names) =>
        $"resembles a close, a factor or a code and is none that is known{(schema.Nearest(name) is { } nearest ? $" (the nearest is {NameInMessage.Of(nearest, names)})" : "")}; "
        + "rename it or leave it out";

    private static FileDefect Defect(HeaderMatch match, ReasonCode code, string field, string value, string reason) =>
        new(match.Row.Line, null, new(code, field, value.Trim(), reason));
}
