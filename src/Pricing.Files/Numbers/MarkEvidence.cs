namespace Pricing.Files.Numbers;

/// <summary>What one number tells of the marks of its column, in files whose fields are not parted by commas.</summary>
internal enum MarkEvidence
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The decimals follow a point.</summary>
    Point,

    /// <summary>The decimals follow a comma.</summary>
    Comma,

    /// <summary>It can be read either way: <c>3,505</c> is 3505 or 3.505.</summary>
    Ambiguous,
}
