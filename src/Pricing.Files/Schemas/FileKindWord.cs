namespace Pricing.Files.Schemas;

/// <summary>The words for kinds, as senders say them.</summary>
public static class FileKindWord
{
    /// <summary>The word for a kind: <c>prices</c>; <c>actions</c> for corporate actions.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(FileKind kind) =>
        kind == FileKind.CorporateActions ? "actions" : kind.ToString().ToLowerInvariant();
}
