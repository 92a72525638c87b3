using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>What a sender may not change whose role is limited to issuers.</summary>
internal static class SenderLimit
{
    private const string Field = "issuer";

    /// <summary>Why a row is refused: it is another issuer's.</summary>
    /// <param name="record">The file.</param>
    /// <param name="row">The row.</param>
    /// <returns>The reason; null where the sender may change it.</returns>
    public static Failure? Of(FileRecord record, BatchRow row)
    {
        if (record.Issuers.Length == 0) return null;

        // A row without an issuer is refused for that.
        var issuer = row.Text(Field)?.Trim();
        return string.IsNullOrEmpty(issuer) || record.IssuerList.Contains(issuer)
            ? null
            : new(ReasonCode.NotAllowed, Field, issuer, $"is not what the sender may change, which is {string.Join(", ", record.IssuerList)}");
    }

    /// <summary>Why a file of market data is refused.</summary>
    /// <param name="record">The file.</param>
    public static Failure OfMarketData(FileRecord record) => new(
        ReasonCode.NotAllowed, "file", record.Kind.Word(), $"is no issuer's, and its sender may change {string.Join(", ", record.IssuerList)} only");
}
