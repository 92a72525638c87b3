using System.Net;
using Testing;

namespace Pricing.Api.Tests.Publications;

/// <summary>The list of publications where there are none: of a stored grant it is empty, and of a misspelt one it is not.</summary>
public sealed class PublicationListTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Theory]
    [InlineData("/api/publications?grant=3rd-series")]
    [InlineData("/api/publications?issuer=IIJ&grant=3rd-series")]
    public async Task Publications_OfAStoredGrantOfWhichNothingIsDecided_AreNone(string path)
    {
        await UploadSamplesAsync();

        Assert.Empty((await GetAsync(path)).AsArray());
    }

    [Fact]
    public async Task Publications_OfAMisspeltGrant_AreNotFound()
    {
        await UploadSamplesAsync();

        using var answer = await Host.Client.GetAsync(new Uri("/api/publications?issuer=IIJ&grant=3rd-serious", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("no such grant is stored", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
