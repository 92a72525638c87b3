using System.Globalization;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Files;

/// <summary>Which of the files are asked for.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="After">The id of the file before the first one; null for the first page.</param>
/// <param name="Sha256">Only files of this content; null for all.</param>
internal sealed record FilePage(int Limit, string? After, string? Sha256)
{
    private const int Standard = 20;
    private const int Most = 100;

    /// <summary>Reads the parameters of the address.</summary>
    public static Outcome<FilePage> Read(string? limit, string? after, string? sha256)
    {
        var failures = new List<Failure>();
        var count = Standard;
        if (!string.IsNullOrEmpty(limit)
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > Most))
        {
            failures.Add(new(ReasonCode.InvalidField, "limit", limit, $"must be a whole number from 1 to {Most}"));
        }

        if (sha256 is not null && !ContentHash.IsOne(sha256))
            failures.Add(new(ReasonCode.InvalidField, "sha256", sha256, "is not a SHA-256 of 64 hexadecimal digits in lower case"));
        return failures.Count == 0 ? new FilePage(count, string.IsNullOrEmpty(after) ? null : after, sha256) : failures;
    }

    /// <summary>The files of the page.</summary>
    /// <param name="all">All files, the last one first.</param>
    public Outcome<(IReadOnlyList<FileRecord> Records, bool IsLast)> Of(IReadOnlyList<FileRecord> all)
    {
        var start = 0;
        if (After is not null)
        {
            start = all.Index().FirstOrDefault(file => file.Item.Key == After, (-1, null!)).Index + 1;
            if (start == 0) return new Failure(ReasonCode.InvalidField, "after", After, "is no file of this list");
        }

        return (all.Skip(start).Take(Limit).ToList(), start + Limit >= all.Count);
    }
}
