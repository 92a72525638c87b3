using System.Globalization;
using System.Text;
using Pricing.Pipeline.Storage;

namespace Soak.Kills;

/// <summary>A file of many grants of fifty issuers, which the sample night values.</summary>
internal static class ManyGrants
{
    private const int Issuers = 50;

    /// <summary>Lays it where a host takes it in when it starts.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="count">How many grants.</param>
    public static async Task DropAsync(PipelineStorage storage, int count)
    {
        var text = new StringBuilder(
            "issuer,grant_id,security_code,currency,allotment_date,window_from,window_to,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,expected_remaining_years,policy\n");
        foreach (var number in Enumerable.Range(0, count))
            text.Append(CultureInfo.InvariantCulture, $"I{number % Issuers:00},many-{number:D5},3774,JPY,2013-07-11,2005-12-02,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,15,iij-practice\n");
        await storage.GrantBatches.UploadBlobAsync("many.csv", BinaryData.FromString(text.ToString()));
    }
}
