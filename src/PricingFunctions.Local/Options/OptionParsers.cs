using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pricing;
using Pricing.Files.Characters;
using Pricing.Files.Dates;
using Pricing.Papers.Wording;

namespace PricingFunctions.Local.Options;

/// <summary>Options whose values are checked as they are read.</summary>
internal static class OptionParsers
{
    /// <summary>A date in any form that files may have.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<DateOnly> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        Required = true,
        CustomParser = result => WrittenDate.Read(Text(result), out var date) is { } wrong ? Refuse<DateOnly>(result, name, wrong) : date,
    };

    /// <summary>Words of a person, which are stored without the spaces around them.</summary>
    /// <param name="option">The option.</param>
    /// <param name="longest">The most characters, as over HTTP: a command says the same with a host and without one.</param>
    public static Option<string> AsTyped(this Option<string> option, int longest)
    {
        option.CustomParser = result => Text(result).Trim();
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [.., { Value: var value }] || value.Trim() is not { Length: > 0 } text) return;
            if (TypedText.Against(text, longest) is { } wrong) result.AddError($"{option.Name}{(text.Length > longest ? "" : $" {TypedText.Shown(text)}")}: {wrong}");
        });
        return option;
    }

    /// <summary>A place on the disk. Empty text, such as of a variable that is not set, would be the working folder.</summary>
    /// <param name="option">The option.</param>
    /// <param name="what">What is to be stated.</param>
    public static Option<T> AsPlace<T>(this Option<T> option, string what = "a folder")
    {
        option.Validators.Add(Named(option.Name, what));
        return option;
    }

    /// <summary>A place on the disk, as of an option.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="what">What is to be stated.</param>
    public static Argument<T> AsPlace<T>(this Argument<T> argument, string what = "a folder")
    {
        argument.Validators.Add(Named(argument.HelpName ?? argument.Name, what));
        return argument;
    }

    /// <summary>A TCP port.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">The port where the option is absent.</param>
    /// <param name="last">The highest port allowed.</param>
    public static Option<int> Port(string name, string description, int standard, int last = 65535) => new(name)
    {
        Description = description,
        HelpName = "port",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
            int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port >= 1 && port <= last
                ? port
                : Refuse<int>(result, name, $"not a port from 1 to {last}"),
    };

    /// <summary>A date in any form that files may have, which may be left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<DateOnly?> OptionalDate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result => WrittenDate.Read(Text(result), out var date) is { } wrong ? Refuse<DateOnly?>(result, name, wrong) : date,
    };

    /// <summary>A version from 1, which may be left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<int?> Version(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : Refuse<int?>(result, name, "not a version, such as 1"),
    };

    /// <summary>A number of money, shares or rights of at least 0, to its last digit, which may be left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    public static Option<decimal?> Amount(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result => DecimalText.Parse(Width.Fold(Text(result))) is { } number and >= 0m
            ? number
            : Refuse<decimal?>(result, name, "not a number of at least 0 that a decimal of 28 digits holds"),
    };

    /// <summary>The language of a paper.</summary>
    public static Option<PaperLanguage> Language() => new("--language")
    {
        Description = "en or ja.",
        HelpName = "code",
        DefaultValueFactory = _ => PaperLanguage.English,
        CustomParser = result => LanguageCode.Parse(Text(result)) is { } language
            ? language
            : Refuse<PaperLanguage>(result, "--language", "must be en or ja"),
    };

    /// <summary>Reads a date in any form that files may have.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The date.</param>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date) => WrittenDate.Read(text, out date) is null;

    /// <summary>Reports a value that an option does not take.</summary>
    /// <param name="result">Where the value stands.</param>
    /// <param name="name">The option.</param>
    /// <param name="reason">What is wrong with the last value.</param>
    public static T? Refuse<T>(ArgumentResult result, string name, string reason)
    {
        result.AddError($"{name} {Text(result)}: {reason}");
        return default;
    }

    private static Action<SymbolResult> Named(string name, string what) => result =>
    {
        if (result.Tokens is [.., { Value: var text }] && string.IsNullOrWhiteSpace(text)) result.AddError($"{name}: is empty; state {what}");
    };

    private static string Text(ArgumentResult result) => result.Tokens[^1].Value;
}
