namespace Pricing.Api.Queries;

/// <summary>What the text of a parameter of an address stands for.</summary>
internal enum QueryKind
{
    /// <summary>Text for people, a name, or a key.</summary>
    Text,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A whole number between two limits.</summary>
    WholeNumber,

    /// <summary>A number with all its digits.</summary>
    Number,

    /// <summary>One of several words.</summary>
    Word,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}
