using System.Globalization;
using Azure.Storage.Blobs;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>Stored market data cannot be read: a failure of the grants that need them, and of no others.</summary>
/// <param name="failure">Names the blob and the line.</param>
public sealed class DamagedBlobException(Failure failure) : Exception(failure.ToString())
{
    /// <summary>Names the blob and the line.</summary>
    public Failure Failure => failure;

    /// <summary>Reads a blob's text, and names the blob where it cannot be read.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="blob">The blob.</param>
    /// <param name="read">Reads it.</param>
    internal static T Read<T>(BlobClient blob, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DamagedTextException damage)
        {
            throw new DamagedBlobException(Of(blob.BlobContainerName, blob.Name, damage.Line, damage.Message));
        }
    }

    /// <summary>The failure of what stands in a line of a blob.</summary>
    /// <param name="container">The container.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="reason">What is wrong with it.</param>
    internal static Failure Of(string container, string blob, int line, string reason) => new(
        ReasonCode.DamagedData,
        $"blob {container}/{blob}",
        string.Create(CultureInfo.InvariantCulture, $"line {line}"),
        $"the stored text cannot be read: {reason}");
}
