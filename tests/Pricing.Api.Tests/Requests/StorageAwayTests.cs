using System.Net;
using Testing;

namespace Pricing.Api.Tests.Requests;

public sealed class StorageAwayTests
{
    [Fact]
    public async Task Get_StorageThatIsGone_Is503WithTheTimeToTryAgain()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellationToken);
        await azurite.DisposeAsync();

        using var answer = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(host.Errors.Entries);
    }
}
