using Pricing.Files.Schemas;

namespace Pricing.Files.Kinds;

/// <summary>A row of each kind of file, by which somebody who writes one sees what is wanted. Every one is read without a defect.</summary>
public static class FileExamples
{
    private static readonly Dictionary<FileKind, IReadOnlyDictionary<string, string>> Rows = new()
    {
        [FileKind.Grants] = Row(
            ("issuer", "Example Inc."),
            ("grant_id", "1"),
            ("security_code", "4999"),
            ("currency", "JPY"),
            ("allotment_date", "2024-06-14"),
            ("exercise_start", "2026-06-15"),
            ("exercise_end", "2034-06-14"),
            ("exercise_price", "2000"),
            ("shares_per_right", "100"),
            ("maximum_rights", "500"),
            ("allotted_rights", "480"),
            ("policy", "continuous"),
            ("expected_remaining_years", "5")),
        [FileKind.Events] = Row(
            ("issuer", "Example Inc."), ("grant_id", "1"), ("date", "2026-07-01"), ("kind", "exercised"), ("rights", "10"), ("reference", "exercise form 1")),
        [FileKind.Holders] = Row(("issuer", "Example Inc."), ("grant_id", "1"), ("holder", "A-001"), ("group", "directors"), ("rights", "30")),
        [FileKind.Prices] = Row(("Date", "2024-06-14"), ("Code", "4999"), ("Close", "2351")),
        [FileKind.Dividends] = Row(
            ("Code", "4999"), ("Kind", "final"), ("Amount", "18.75"), ("FiscalYearEnd", "2024-03-31"), ("RecordDate", "2024-03-31"), ("AnnouncedOn", "2024-05-10")),
        [FileKind.CorporateActions] = Row(
            ("code", "4999"), ("kind", "split"), ("ratio", "2"), ("record_date", "2024-03-31"), ("effective_date", "2024-04-01"), ("ex_date", "2024-03-28"), ("announced_on", "2024-02-09")),
        [FileKind.Curves] = Row(("date", "2024-06-14"), ("tenor", "5"), ("percent", "0.5")),
    };

    /// <summary>The example of a kind, by the names of its columns.</summary>
    /// <param name="kind">A kind that a file can be of.</param>
    /// <exception cref="KeyNotFoundException">No file is of the kind.</exception>
    public static IReadOnlyDictionary<string, string> Of(FileKind kind) => Rows[kind];

    private static Dictionary<string, string> Row(params (string Name, string Text)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Text, StringComparer.Ordinal);
}
