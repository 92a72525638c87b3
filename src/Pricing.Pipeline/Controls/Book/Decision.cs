using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Book;

/// <summary>Something that a person decided about what an issuer publishes or closes, as it is kept for good.</summary>
public sealed record Decision
{
    private static readonly CanonicalForm<Sealed> Form = new("decision 1", BookJson.Readable.Sealed, _ => true);

    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its number among the issuer's decisions, from 1 without a gap.</summary>
    public required int Number { get; init; }

    /// <summary>What it is, a word of the room that decides: <c>proposed</c>, <c>approved</c>, <c>closed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who decided.</summary>
    public required Person By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was decided, in the form of its kind.</summary>
    public required JsonElement Content { get; init; }

    /// <summary>The hash of the issuer's decision before it; empty for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>The SHA-256 of the canonical JSON of all the above.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What was decided, in the form of its kind.</summary>
    /// <typeparam name="T">The form.</typeparam>
    /// <param name="type">Its JSON.</param>
    /// <exception cref="DamagedContentException">It is not in that form.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Content.Deserialize(type) ?? throw Damage("is empty");
        }
        catch (JsonException unreadable)
        {
            throw Damage($"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Names it as damaged.</summary>
    /// <param name="reason">What is wrong with it.</param>
    public DamagedContentException Damage(string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"decisions of {Issuer}, number {Number}"), reason);

    /// <summary>The next decision of an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="draft">What was decided.</param>
    /// <param name="previous">The one before it; null for the first.</param>
    internal static Decision Of(string issuer, DecisionDraft draft, Decision? previous)
    {
        var placed = new Decision
        {
            Issuer = issuer,
            Number = (previous?.Number ?? 0) + 1,
            Kind = draft.Kind,
            By = draft.By,
            At = draft.At,
            Content = draft.Content,
            Previous = previous?.Hash ?? "",
        };
        return placed with { Hash = HashOf(placed) };
    }

    /// <summary>Whether it is as it was written, and follows another one.</summary>
    /// <param name="previous">The one before it; null for the first.</param>
    internal bool Follows(Decision? previous) =>
        Number == (previous?.Number ?? 0) + 1 && Previous == (previous?.Hash ?? "") && Hash == HashOf(this);

    private static string HashOf(Decision decision) => Form.HashOf(new(
        decision.Issuer,
        decision.Number,
        decision.Kind,
        decision.By.Name,
        decision.By.Identity,
        decision.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ContentHash.Of(JsonSerializer.Serialize(decision.Content, BookJson.Readable.JsonElement)),
        decision.Previous));

    /// <summary>What the hash is of.</summary>
    /// <param name="Issuer">The issuer.</param>
    /// <param name="Number">The number.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="By">The name of whoever decided.</param>
    /// <param name="Identity">The identity.</param>
    /// <param name="At">When, UTC, to a ten-millionth of a second.</param>
    /// <param name="Content">The SHA-256 of the text of what was decided.</param>
    /// <param name="Previous">The hash of the decision before it.</param>
    public sealed record Sealed(
        string Issuer, int Number, string Kind, string By, string Identity, string At, string Content, string Previous);
}
