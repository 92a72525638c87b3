using Pricing.Calendars;
using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Makes the record of a file from what its sender and its header say.</summary>
internal static class SentRecords
{
    /// <summary>The first attempt at a file.</summary>
    /// <param name="content">The file, in a stream that can seek.</param>
    /// <param name="kept">Its bytes.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="now">When it came.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<FileRecord> OfAsync(
        Stream content, KeptFiles.KeptFile kept, SentFile sent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await FileKindFinder.FindAsync(content, sent.Kind, JapanTime.DateOf(now), cancellationToken);
        var isUnknown = sent.Kind is null && found.Kind is null;
        var kind = sent.Kind ?? found.Kind ?? sent.Otherwise;
        var stated = Of(kept, sent, (kind, isUnknown), kind.IsOfShares() ? sent.Code : null, now);
        if (!kind.IsOfShares() || sent.Code is not null || found.NamesShares) return stated;

        var named = Of(kept, sent, (kind, isUnknown), CodeInName.Of(sent.Name), now);
        if (MarketFiles.TooLarge(named) is not null) return named;

        var request = new TableRequest { Today = JapanTime.DateOf(now), Kind = isUnknown ? null : kind };
        return await CodeInName.FindAsync(content, sent.Name, request, cancellationToken) is null ? stated : named;
    }

    private static FileRecord Of(KeptFiles.KeptFile kept, SentFile sent, (FileKind Kind, bool IsUnknown) found, string? code, DateTimeOffset now)
    {
        var (kind, isUnknown) = found;
        var misstated = FileRecord.TextOf(sent.Misstated);
        var identity = new FileIdentity(kept.Sha256, kind, code, sent.Replace, sent.IsSynthetic)
        {
            IsKindUnknown = isUnknown,
            Issuers = sent.Issuers,
            Misstated = misstated,
        };
        return new()
        {
            Id = identity.Id,
            Attempt = 1,
            Sha256 = kept.Sha256,
            Length = kept.Length,
            Kind = kind,
            IsKindUnknown = isUnknown,
            Code = code,
            Replace = sent.Replace,
            IsSynthetic = sent.IsSynthetic,
            Name = TypedText.Shown(sent.Name),
            Door = sent.Door,
            Who = sent.Who,
            WhoIdentity = sent.WhoIdentity,
            Issuers = sent.Issuers,
            Reason = sent.Reason,
            Misstated = misstated,
            ReceivedAt = now,
            Trigger = sent.Trigger,
            State = FileState.Kept,
        };
    }
}
