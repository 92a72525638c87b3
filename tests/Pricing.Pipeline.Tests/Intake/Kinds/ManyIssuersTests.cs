using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Kinds;

public sealed class ManyIssuersTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    /// <summary>No issuer comes to a full transaction before more rows are held than a file may hold back.</summary>
    [Fact]
    public async Task Ingest_RowsOfManyIssuersInTurn_AreAllStored()
    {
        const int issuers = 230;
        const int rows = 10_200;
        var fields = Batch.Grant();
        var file = new StringBuilder().AppendJoin(',', fields.Keys).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            fields["issuer"] = string.Create(CultureInfo.InvariantCulture, $"issuer {row % issuers}");
            fields["grant_id"] = Batch.Id(row);
            file.AppendJoin(',', fields.Values).Append('\n');
        }

        var report = await Host.IngestAsync("many.csv", file.ToString(), Cancellation);

        Assert.Equal((rows, rows, 0), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal(rows, await Host.Storage.Grants.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Cancellation).CountAsync(Cancellation));
    }
}
