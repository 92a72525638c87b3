using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Storage;

namespace Soak;

/// <summary>
/// The stored market data read through the public reader, over a storage account that answers every request with the
/// bytes it is told to.
/// </summary>
internal sealed class StoredText : IDisposable
{
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=soak;AccountKey=c29haw==;BlobEndpoint=http://127.0.0.1:1/soak;TableEndpoint=http://127.0.0.1:1/soak";

    private readonly Answer answer = new();
    private readonly HttpClient http;
    private readonly MarketDataWriter writer;

    public StoredText()
    {
        http = new(answer);
        var options = new BlobClientOptions { Transport = new HttpClientTransport(http) };
        Storage = new(new BlobServiceClient(Account, options), new TableServiceClient(Account));
        writer = new(Storage);
    }

    private PipelineStorage Storage { get; }

    /// <summary>Reads prices and what follows from them, and adds nothing to them.</summary>
    public bool Prices(byte[] body) => Declared(body, async () =>
    {
        var history = await new MarketDataStore(Storage).ReadPricesAsync("37740", CancellationToken.None);
        _ = history!.Closes;
        _ = history.Splits;
        await writer.AddPricesAsync("37740", [], [], replace: false, CancellationToken.None);
    });

    /// <summary>Reads curves and adds nothing to them.</summary>
    public bool Curves(byte[] body) => Declared(body, async () =>
    {
        await new MarketDataStore(Storage).ReadCurvesAsync(CancellationToken.None);
        await writer.AddCurvesAsync(null, null, CancellationToken.None);
    });

    /// <summary>Reads dividends and adds nothing to them, which needs every one of them.</summary>
    public bool Dividends(byte[] body) => Declared(body, async () =>
    {
        await new MarketDataStore(Storage).ReadDividendsAsync("37740", CancellationToken.None);
        await writer.AddNoticesAsync("37740", [], [], through: null, replace: false, CancellationToken.None);
    });

    public void Dispose()
    {
        http.Dispose();
        answer.Dispose();
    }

    private bool Declared(byte[] body, Func<Task> read)
    {
        answer.Body = body;
        try
        {
            read().GetAwaiter().GetResult();
            return true;
        }
        catch (DamagedBlobException)
        {
            // The declared failure of stored text that is damaged.
            return false;
        }
    }

    private sealed class Answer : HttpMessageHandler
    {
        public byte[] Body { get; set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(Body),
            };
            response.Headers.ETag = new("\"0x1\"");
            response.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
            response.Headers.TryAddWithoutValidation("x-ms-creation-time", "Thu, 11 Jul 2013 00:00:00 GMT");
            response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            return Task.FromResult(response);
        }
    }
}
