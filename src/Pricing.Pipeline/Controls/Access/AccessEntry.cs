using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>Who did what, when: a line of the access log. Nothing of a holder, a key or a token is in it.</summary>
public sealed record AccessEntry
{
    /// <summary>What stands in the place of a method for a command.</summary>
    public const string Command = "COMMAND";

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is.</summary>
    public required AccessKind Kind { get; init; }

    /// <summary>The name of whoever asked; empty for nobody.</summary>
    public string Name { get; init; } = "";

    /// <summary>What vouches for that name; empty for nobody. Behind <c>claimed:</c> it is what a refused sign-in stated, and nothing vouches for it.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The roles, separated by spaces.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The method; <see cref="Command"/> where it is a command of a local host.</summary>
    public required string Method { get; init; }

    /// <summary>The address, without its parameters, in which a key may stand; of a command its line, with its options.</summary>
    public required string Path { get; init; }

    /// <summary>What it is about where the address does not say it: the stored grants that a question names; null where it says it.</summary>
    public string? Subject { get; init; }

    /// <summary>The status of the answer; of a command its exit code; 0 of an entry that counts several calls.</summary>
    public required int Status { get; init; }

    /// <summary>The codes of the reasons for which it was refused, with spaces between them; null where none was given, and in entries from before they were kept.</summary>
    public string? Reasons { get; init; }

    /// <summary>Whether the answer was not sent to its end: whoever asked went away, or something failed behind its head.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBrokenOff { get; init; }
}

/// <summary>What an access is.</summary>
public enum AccessKind
{
    /// <summary>Somebody asked with roles with which this host had not seen them yet.</summary>
    Seen,

    /// <summary>Values were read.</summary>
    Values,

    /// <summary>Values, papers, evidence or rows were taken out as a file.</summary>
    Export,

    /// <summary>
    /// A call was refused: nobody asked, whoever asked had no role for it, the rules spoke against what it would have changed, or there is no such address.
    /// </summary>
    Refused,

    /// <summary>The access log, the roles that were seen or the settings were read.</summary>
    Controls,
}
