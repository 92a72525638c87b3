using Azure;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class StorageFailureTests
{
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    public void IsAway_NobodyAnswered_IsUnlessAnAnswerWasCutOff(HttpRequestError error, bool isAway)
    {
        var last = new RequestFailedException(0, "no answer", errorCode: null, new HttpRequestException(error));

        Assert.Equal(isAway, StorageFailure.IsAway(last));
        Assert.Equal(isAway, StorageFailure.IsAway(new AggregateException(new RequestFailedException(500, "busy"), last)));
    }

    [Theory]
    [InlineData(503, true)]
    [InlineData(500, false)]
    [InlineData(404, false)]
    public void IsAway_Answered_IsWhereItSaysThatItCannotNow(int status, bool isAway) =>
        Assert.Equal(isAway, StorageFailure.IsAway(new RequestFailedException(status, "answered")));
}
