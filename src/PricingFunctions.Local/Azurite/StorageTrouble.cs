using System.Text.Json;
using Azure;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Azurite;

/// <summary>Failures that are the storage's and not this program's: it is away, refuses, or does not hold what it should.</summary>
internal static class StorageTrouble
{
    /// <summary>Whether a failure is one.</summary>
    /// <param name="failure">The failure.</param>
    public static bool Is(Exception failure) =>
        IsDamage(failure) || Last(failure) is RequestFailedException or HttpRequestException or IOException;

    /// <summary>Whether a failure says that what is stored cannot be read.</summary>
    /// <param name="failure">The failure.</param>
    public static bool IsDamage(Exception failure) => Last(failure) is DamagedContentException or InvalidDataException
        or JsonException or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded };

    /// <summary>The failure in one line.</summary>
    /// <param name="failure">The failure.</param>
    public static string Reason(Exception failure)
    {
        var last = Last(failure);
        var line = last.Message.Split('\n')[0].TrimEnd().TrimEnd('.');
        return last is RequestFailedException { Status: > 0 } refused
            ? $"{line} ({string.Join(' ', new[] { $"{refused.Status}", refused.ErrorCode }.OfType<string>())})"
            : line;
    }

    /// <summary>A client that reached nobody wraps the reason.</summary>
    private static Exception Last(Exception failure) => StorageFailure.Last(failure) switch
    {
        RequestFailedException { Status: 0, InnerException: { } cause } => Last(cause),
        var last => last,
    };
}
