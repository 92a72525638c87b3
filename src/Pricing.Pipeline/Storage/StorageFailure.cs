using Azure;

namespace Pricing.Pipeline.Storage;

/// <summary>Failures of the storage clients.</summary>
public static class StorageFailure
{
    private const int TimedOut = 408;
    private const int Busy = 429;
    private const int FirstOfTheServer = 500;
    private const int Unavailable = 503;

    /// <summary>The failure that counts: the clients give up only after their retries, with one failure for each of them.</summary>
    /// <param name="failure">What a client threw.</param>
    /// <returns>The last of several; the failure itself where there is one.</returns>
    public static Exception Last(Exception failure) =>
        failure is AggregateException { InnerExceptions: [.., var last] } ? Last(last) : failure;

    /// <summary>Whether it is the storage or the way to it that failed, which another try may mend.</summary>
    /// <param name="failure">What was thrown, by a client after its retries too.</param>
    public static bool IsOne(Exception failure) => Last(failure) is RequestFailedException or IOException or HttpRequestException;

    /// <summary>Whether the storage or the way to it was away, busy or slow: nothing speaks against what was asked of it, and the same call succeeds later.</summary>
    /// <param name="failure">What was thrown, by a client after its retries too.</param>
    public static bool IsPassing(Exception failure) => Last(failure) switch
    {
        RequestFailedException refused => refused.Status is 0 or TimedOut or Busy or >= FirstOfTheServer,
        EndOfStreamException => false,
        IOException or HttpRequestException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>
    /// Whether nobody answered, or the storage said that it cannot now: whatever is asked of it later may succeed. An answer that was
    /// cut off is none of these: so does an emulator answer whose data are damaged.
    /// </summary>
    /// <param name="failure">What was thrown, by a client after its retries too.</param>
    public static bool IsAway(Exception failure) => Last(failure) is RequestFailedException
    {
        Status: Unavailable
    } or RequestFailedException
    {
        Status: 0, InnerException: HttpRequestException { HttpRequestError: not HttpRequestError.ResponseEnded }
    };
}
