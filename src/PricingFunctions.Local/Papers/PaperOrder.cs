using System.Globalization;
using Pricing;
using Pricing.Papers.Making;
using Pricing.Papers.Wording;

namespace PricingFunctions.Local.Papers;

/// <summary>A paper that somebody asks for on the command line.</summary>
internal sealed record PaperOrder
{
    /// <summary>Which one; null for the workbook of a date.</summary>
    public required PaperKind? Kind { get; init; }

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

    /// <summary>Whether the command succeeds, and says why, where there is no such paper of a value of which there are others.</summary>
    public bool MayBeMissing => Kind == PaperKind.Notice;

    /// <summary>Where a host answers it.</summary>
    public string Path
    {
        get
        {
            var place = Kind is { } kind
                ? $"/api/grants/{Uri.EscapeDataString(Issuer)}/{Uri.EscapeDataString(GrantId)}/{kind.Place}"
                : $"/api/dates/{DateText.Of(Date!.Value)}/workbook.xlsx";
            List<string> query = [$"language={(Language == PaperLanguage.Japanese ? "ja" : "en")}"];
            if (Kind is not null && Date is { } date) query.Add($"date={DateText.Of(date)}");
            if (Version is { } version) query.Add(string.Create(CultureInfo.InvariantCulture, $"version={version}"));
            return $"{place}?{string.Join('&', query)}";
        }
    }
}
