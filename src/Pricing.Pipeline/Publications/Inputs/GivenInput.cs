using System.Globalization;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>Something that a person, and not a feed, gave to a value: what it says, who took it in, and what it moves.</summary>
public sealed record GivenInput
{
    private static readonly CanonicalForm<Sealed> Form = new("given input 1", InputJson.Readable.SealedInput, _ => true);

    /// <summary>What it is.</summary>
    public required GivenKind Kind { get; init; }

    /// <summary>Which one: a version, an event, a file.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says.</summary>
    public required string States { get; init; }

    /// <summary>The file that brought it, by its key, and the row; empty where it is a setting of the host.</summary>
    public string Source { get; init; } = "";

    /// <summary>The name under which the file came; empty where no record of it is there.</summary>
    public string File { get; init; } = "";

    /// <summary>Who took it in; an empty name where the door does not know.</summary>
    public required Person By { get; init; }

    /// <summary>When, UTC; null where no record of it is there.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Why, where it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether whoever sent it says that its figures are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>What it moves of the formula.</summary>
    public IReadOnlyList<MovedInput> Moves { get; init; } = [];

    /// <summary>The amount per right of the version before it; empty where there is none.</summary>
    public string AmountBefore { get; init; } = "";

    /// <summary>The amount per right of the first version with it; empty where no value is made with it yet.</summary>
    public string AmountAfter { get; init; } = "";

    /// <summary>What makes it the same one as an approver saw before, whatever it moves.</summary>
    public string Key() => ContentHash.Of(string.Join('\n', $"{Kind}", Subject, States, Source));

    /// <summary>The hash of everything that it shows.</summary>
    public string Hash() => Form.HashOf(
        new(
            $"{Kind}",
            Subject,
            States,
            Source,
            File,
            By.Name,
            By.Identity,
            TakenAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "",
            Reason ?? "",
            IsSynthetic,
            AmountBefore,
            AmountAfter),
        ("moves", Moves.Select(move => $"{move.Input}: {move.Before} > {move.After}")));

    /// <summary>What the hash is of, beside what it moves.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Subject">Which one.</param>
    /// <param name="States">What it says.</param>
    /// <param name="Source">The file and the row.</param>
    /// <param name="File">The file's name.</param>
    /// <param name="By">Who took it in.</param>
    /// <param name="Identity">What vouches for the name.</param>
    /// <param name="TakenAt">When, UTC.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IsSynthetic">Whether its figures are made up.</param>
    /// <param name="AmountBefore">The amount per right before.</param>
    /// <param name="AmountAfter">The amount per right after.</param>
    public sealed record Sealed(
        string Kind,
        string Subject,
        string States,
        string Source,
        string File,
        string By,
        string Identity,
        string TakenAt,
        string Reason,
        bool IsSynthetic,
        string AmountBefore,
        string AmountAfter);
}

/// <summary>What moved of the formula.</summary>
/// <param name="Input">The input: <c>S</c>, <c>X</c>, <c>T</c>, <c>sigma</c>, <c>r</c>, <c>q</c>, <c>shares per right</c>, <c>rights</c>, <c>policy</c>.</param>
/// <param name="Before">Before; empty where there is no version before.</param>
/// <param name="After">After.</param>
public sealed record MovedInput(string Input, string Before, string After);
