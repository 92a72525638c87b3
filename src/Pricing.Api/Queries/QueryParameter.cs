using System.Globalization;
using Pricing.Api.Requests;

namespace Pricing.Api.Queries;

/// <summary>A parameter of an address: how it is checked, and what the description of the routes says of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What its text stands for.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Example">A value that can be sent.</param>
internal sealed record QueryParameter(string Name, QueryKind Kind, string Description, string Example)
{
    /// <summary>The least of a whole number.</summary>
    public int Minimum { get; init; }

    /// <summary>The most of a whole number.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>The most characters of a text.</summary>
    public int MaximumLength { get; init; } = RequestFields.MaximumLength;

    /// <summary>Whether it is the name of a file: that is shown harmless and refuses no file.</summary>
    public bool IsNameOfFile { get; init; }

    /// <summary>The words of which it is one.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What holds where it is left out; null where nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What else speaks against a text that is of its kind; null where nothing can.</summary>
    public Func<string, IServiceProvider, IReadOnlyList<Failure>>? Against { get; init; }

    /// <summary>What is wrong with a text.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>The reason; null where nothing is.</returns>
    public string? Wrong(string text)
    {
        if ((IsNameOfFile ? TypedText.AgainstLine(text, MaximumLength) : TypedText.Against(text, MaximumLength)) is { } reason) return reason;

        return Kind switch
        {
            QueryKind.Date when RequestFields.ParseDate(text) is null => $"is not a date within {RequestFields.Dates}, such as 2013-07-11",
            QueryKind.WholeNumber when ParseWhole(text) is not { } number || number < Minimum || number > Maximum =>
                Maximum == int.MaxValue ? $"must be a whole number from {Minimum} on" : $"must be a whole number from {Minimum} to {Maximum}",
            QueryKind.Number when DecimalText.Parse(text) is null => "is not a number",
            QueryKind.Word when !Words.Contains(text) => $"must be one of {string.Join(", ", Words)}",
            QueryKind.Flag when !bool.TryParse(text, out _) => "must be true or false",
            _ => null,
        };
    }

    /// <summary>The whole number in a text; null where there is none.</summary>
    /// <param name="text">The text.</param>
    public static int? ParseWhole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
