namespace Pricing.Pipeline.Nights.Columns;

/// <summary>A table is of an earlier layout: it is made anew of the values that it was made of.</summary>
public sealed class EarlierTableException : Exception
{
    /// <summary>The exception.</summary>
    public EarlierTableException()
        : base("The table is of an earlier layout.")
    {
    }

    /// <inheritdoc/>
    public EarlierTableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public EarlierTableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
