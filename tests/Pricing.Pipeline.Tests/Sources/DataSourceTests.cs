using System.Text.Json;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Publications;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Sources;

public sealed class DataSourceTests
{
    [Theory]
    [InlineData("file", true)]
    [InlineData("mof", false)]
    public void IsFile_OfAFileAndOfAFeed_IsSo(string feed, bool expected) =>
        Assert.Equal(expected, new DataSource("hash", feed, "request", default).IsFile);

    [Fact]
    public void Json_OfEvidence_HoldsNothingThatFollowsFromOtherProperties()
    {
        var evidence = JsonSerializer.SerializeToNode(Given.Facts().Evidence, ValueJson.Readable.ValueEvidence)!;

        Assert.Equal(["sha256", "feed", "request", "fetchedAt", "isSynthetic"], evidence["sources"]![0]!.AsObject().Select(property => property.Key));
    }
}
