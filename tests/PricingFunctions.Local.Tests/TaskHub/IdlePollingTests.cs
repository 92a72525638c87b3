using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using PricingFunctions.Local.TaskHub;
using Testing;

namespace PricingFunctions.Local.Tests.TaskHub;

public sealed class IdlePollingTests : IDisposable
{
    private const string Queue = "http://127.0.0.1:10001/account/hub-control-00";
    private readonly FakeTimeProvider clock = new();
    private readonly Answering transport = new();
    private readonly IdlePolling polling;
    private readonly HttpPipeline pipeline;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IdlePollingTests()
    {
        polling = new(clock);
        pipeline = new(new HttpClientTransport(transport), [polling]);
    }

    public void Dispose() => transport.Dispose();

    [Fact]
    public async Task Look_NothingUnderWay_IsHeldBackToOneInFiveSeconds()
    {
        // The framework itself rests a second before it looks.
        var look = SendAsync(RequestMethod.Get, $"{Queue}/messages?numofmessages=32", Cancellation);
        clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Equal(0, transport.Requests);

        clock.Advance(TimeSpan.FromSeconds(0.1));
        await look;
        Assert.Equal(1, transport.Requests);
    }

    [Fact]
    public async Task Look_PassBegins_GoesOnAtOnceAndIsNotHeldBackAgain()
    {
        var look = SendAsync(RequestMethod.Get, $"{Queue}/messages?numofmessages=32", Cancellation);
        polling.IsBusy = true;
        await look;
        await SendAsync(RequestMethod.Get, $"{Queue}/messages", Cancellation);
        Assert.Equal(2, transport.Requests);

        polling.IsBusy = false;
        var idle = SendAsync(RequestMethod.Get, $"{Queue}/messages", Cancellation);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, transport.Requests);
        clock.Advance(TimeSpan.FromSeconds(3));
        await idle;
    }

    [Fact]
    public async Task Message_NothingUnderWay_IsSentAtOnce()
    {
        await SendAsync(RequestMethod.Post, $"{Queue}/messages", Cancellation);
        await SendAsync(RequestMethod.Delete, $"{Queue}/messages/id", Cancellation);
        await SendAsync(RequestMethod.Get, $"{Queue}?comp=metadata", Cancellation);

        Assert.Equal(3, transport.Requests);
    }

    [Fact]
    public async Task Look_HostEnds_IsGivenUp()
    {
        using var ending = new CancellationTokenSource();
        var look = SendAsync(RequestMethod.Get, $"{Queue}/messages", ending.Token);

        await ending.CancelAsync();

        await Eventually.TrueAsync("it ends", () => look.IsCompleted, Cancellation);
    }

    private async Task SendAsync(RequestMethod method, string address, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new(address));
        await pipeline.SendAsync(message, cancellationToken);
    }

    private sealed class Answering : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
