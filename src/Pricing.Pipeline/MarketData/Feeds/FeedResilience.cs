using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// How a feed's bad days are lived through. From the outside in: total timeout, retries, circuit breaker; then the
/// pace; then the attempt's timeout and the body, so that waiting for one's turn is no slow answer.
/// </summary>
internal static class FeedResilience
{
    private const double FailureShare = 0.5;
    private const int FewestCallsToJudge = 10;

    public static void Outer(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, FeedOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline
            .AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.TotalTimeout })
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthRetrying(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(AfterTooMany(arguments, options)),
            })
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = FailureShare,
                MinimumThroughput = FewestCallsToJudge,
                SamplingDuration = options.CircuitWindow,
                BreakDuration = options.CircuitBreak,
                ShouldHandle = arguments => ValueTask.FromResult(
                    IsWorthRetrying(arguments.Outcome)
                        && arguments.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests),
            });
    }

    public static void Attempt(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, FeedOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.AttemptTimeout });
    }

    private static bool IsWorthRetrying(Polly.Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: var status } => (int)status >= 500
            || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
        { Exception: HttpRequestException failure } => failure.HttpRequestError
            is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded),
        { Exception: IOException or TimeoutRejectedException } => true,
        _ => false,
    };

    // A 429 without Retry-After asks for a pause of its own length; all who wait come back at different times.
    private static TimeSpan? AfterTooMany(
        RetryDelayGeneratorArguments<HttpResponseMessage> arguments, FeedOptions options) =>
        arguments.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
            ? arguments.Outcome.Result.Headers.RetryAfter?.Delta is { } told && told <= options.TooManyRequestsDelay * 2
                ? told
                : options.TooManyRequestsDelay * (1 + RandomNumberGenerator.GetInt32(1000) / 1000.0)
            : null;
}
