using System.Globalization;
using Pricing;
using Pricing.Papers.Wording;

namespace PricingFunctions.Local.Papers;

/// <summary>A paper that somebody asks for on the command line.</summary>
internal sealed record PaperOrder
{
    /// <summary>Which one.</summary>
    public required PaperKind Kind { get; init; }

    /// <summary>The issuer; not of the workbook of a date.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The grant; not of the workbook of a date.</summary>
    public string GrantId { get; init; } = "";

    /// <summary>The measurement date, or the date of the workbook of a date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The version of the value; null for the highest.</summary>
    public int? Version { get; init; }

    /// <summary>The language.</summary>
    public PaperLanguage Language { get; init; }

    /// <summary>Where a host answers it.</summary>
    public string Path
    {
        get
        {
            var place = Kind == PaperKind.DateWorkbook
                ? $"/api/dates/{DateText.Of(Date!.Value)}/workbook.xlsx"
                : $"/api/grants/{Uri.EscapeDataString(Issuer)}/{Uri.EscapeDataString(GrantId)}/{NameOf(Kind)}";
            List<string> query = [$"language={(Language == PaperLanguage.Japanese ? "ja" : "en")}"];
            if (Kind != PaperKind.DateWorkbook && Date is { } date) query.Add($"date={DateText.Of(date)}");
            if (Version is { } version) query.Add(string.Create(CultureInfo.InvariantCulture, $"version={version}"));
            return $"{place}?{string.Join('&', query)}";
        }
    }

    private static string NameOf(PaperKind kind) => kind switch
    {
        PaperKind.Report => "report.html",
        PaperKind.Note => "note.txt",
        PaperKind.Notice => "notice.txt",
        _ => "workbook.xlsx",
    };
}

/// <summary>The papers.</summary>
internal enum PaperKind
{
    /// <summary>The workbook of a value.</summary>
    Workbook,

    /// <summary>The workbook of a date.</summary>
    DateWorkbook,

    /// <summary>The report.</summary>
    Report,

    /// <summary>The text for the note.</summary>
    Note,

    /// <summary>The notice.</summary>
    Notice,
}
