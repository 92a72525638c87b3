using Pricing.Files.Schemas;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>
/// What makes two files the same file: their content, and what they are taken as. Neither the name under which a file
/// came nor the door that it came by is part of it.
/// </summary>
/// <param name="Sha256">The SHA-256 of the content.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Code">The share, five characters, that was stated or that the name of the file names where its rows name none; else null.</param>
/// <param name="Replace">Whether it may replace what is stored: a correction is another file than the first try.</param>
/// <param name="IsSynthetic">Whether its sender says that its figures are made up.</param>
public readonly record struct FileIdentity(string Sha256, FileKind Kind, string? Code, bool Replace, bool IsSynthetic)
{
    private const char Separator = '-';
    private const int LongestId = 200;
    private const string Replacing = "replace";
    private const string Limited = "of";
    private const int LimitLength = 16;

    /// <summary>Whether neither the sender nor the header says what the file holds.</summary>
    public bool IsKindUnknown { get; init; }

    /// <summary>The issuers whose rows its sender may change, as <see cref="FileRecord.Issuers"/>; null or empty for all: a file of somebody who may less is another file.</summary>
    public string? Issuers { get; init; }

    /// <summary>What was stated of it that cannot be read, as <see cref="FileRecord.Misstated"/>; null or empty for nothing: it is another file than the one that is sent rightly.</summary>
    public string? Misstated { get; init; }

    /// <summary>The identity as one text, for keys, folders and addresses: the hash first, then what differs from nothing.</summary>
    public string Id => string.Join(Separator, Parts());

    /// <summary>The hash of the content in an <see cref="Id"/>, with or without an attempt, or in the key of a report from before there were identities.</summary>
    /// <param name="id">The text.</param>
    public static string Sha256Of(string id) => id.Split(Separator)[0];

    /// <summary>Whether the file of an <see cref="Id"/>, with or without an attempt, may replace what is stored.</summary>
    /// <param name="id">The text.</param>
    public static bool IsReplacing(string id) => id.Split(Separator).Contains(Replacing);

    /// <summary>Whether a text may be an identity, with or without an attempt, or the key of a report from before there were identities.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string text) =>
        text.Length <= LongestId
        && ContentHash.IsOne(Sha256Of(text))
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == Separator);

    private IEnumerable<string> Parts()
    {
        yield return Sha256;
        yield return IsKindUnknown ? "unknown" : Kind.Word();
        if (Code is not null) yield return Code;
        if (Replace) yield return Replacing;
        if (IsSynthetic) yield return "synthetic";
        if (!string.IsNullOrEmpty(Issuers)) yield return $"{Limited}{ContentHash.Of(Issuers)[..LimitLength]}";
        if (!string.IsNullOrEmpty(Misstated)) yield return $"misstated{ContentHash.Of(Misstated)[..LimitLength]}";
    }
}
