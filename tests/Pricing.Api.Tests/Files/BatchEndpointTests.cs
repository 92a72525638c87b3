using System.Net;
using Testing;

namespace Pricing.Api.Tests.Files;

public sealed class BatchEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-grants")]
    public async Task Batch_ThatNeverCame_Is404(string batch)
    {
        using var answer = await Host.Client.GetAsync(new Uri($"/api/batches/{batch}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
