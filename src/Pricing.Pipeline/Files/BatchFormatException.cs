namespace Pricing.Pipeline.Files;

/// <summary>A batch that cannot be read as a whole, or not beyond some line.</summary>
public sealed class BatchFormatException : Exception
{
    /// <summary>Says what is wrong with the file.</summary>
    /// <param name="reason">A sentence without a capital or a full stop.</param>
    /// <param name="cause">The parser's error, where there is one.</param>
    public BatchFormatException(string reason, Exception? cause = null)
        : base(reason, cause)
    {
    }
}
