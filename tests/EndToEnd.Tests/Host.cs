using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Testing;

namespace EndToEnd.Tests;

/// <summary>What the local host is started with, and what it leaves.</summary>
internal static class Host
{
    private const string Partition = "IIJ|00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static DateOnly SampleDate { get; } = new(2013, 7, 11);

    public static Dictionary<string, string?> Environment(string? connection, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>();
        if (connection is not null) environment["AzureWebJobsStorage"] = connection;
        foreach (var (name, value) in settings)
            environment[name] = value;
        return environment;
    }

    public static string[] Ports()
    {
        var ports = FreePort.Next(2);
        return ["--port", Text(ports[0]), "--feed-port", Text(ports[1])];
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Batch(params IEnumerable<string> ids) => string.Concat([
        "issuer,grant_id,security_code,currency,allotment_date,window_from,window_to,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,expected_remaining_years,policy\n",
        .. ids.Select(id => $"IIJ,{id},3774,JPY,2013-07-11,2005-12-02,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,15,iij-practice\n"),
    ]);

    /// <summary>An account with a batch of many grants beside the samples.</summary>
    public static async Task<PipelineStorage> WithGrantsAsync(StorageOptions account, int count)
    {
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(Cancellation);
        var ids = Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"many-{number:D5}"));
        await storage.GrantBatches.UploadBlobAsync("many.csv", BinaryData.FromString(Batch(ids)), Cancellation);
        return storage;
    }

    /// <summary>Waits until a night has stored some values.</summary>
    public static Task ValuesAsync(PipelineStorage storage, int enough) => Eventually.TrueAsync(
        $"{enough} values are stored",
        async () => await CountAsync(storage.Valuations, enough) >= enough,
        Cancellation,
        TimeSpan.FromSeconds(90));

    /// <summary>How many rows a table holds; none where it is not there yet.</summary>
    public static async Task<int> CountAsync(TableClient table, int enough)
    {
        try
        {
            return await table.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Cancellation).Take(enough).CountAsync(Cancellation);
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    /// <summary>The grants that have a value, one entry for each value.</summary>
    public static async Task<IReadOnlyList<string>> ValuedAsync(PipelineStorage storage)
    {
        var keys = await storage.Valuations
            .QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", select: ["RowKey"], cancellationToken: Cancellation)
            .Select(row => row.RowKey).ToListAsync(Cancellation);
        return [.. keys.Where(key => key[0] != '!').Select(key => key.Split('|')[0])];
    }
}
