using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Controls.People;

/// <summary>Who does something that is recorded.</summary>
/// <param name="Name">The name as it is shown.</param>
/// <param name="Identity">What vouches for the name: <c>entra:</c> and the object id of somebody who signed in, <c>app:</c> and that of a program which did, or one of the words below.</param>
public sealed record Person(string Name, string Identity)
{
    /// <summary>The identity of whoever typed a name: nothing vouches for it.</summary>
    public const string Unverified = "unverified";

    /// <summary>The identity of an unnamed program that sent a function key.</summary>
    public const string FunctionKey = "key:function";

    /// <summary>The identity of an unnamed program that sent the master key.</summary>
    public const string MasterKey = "key:master";

    /// <summary>The identity of whoever uses the machine that a host without identity is on.</summary>
    public const string Local = "local";

    /// <summary>The beginning of the identity of whoever put a file where it was found, and said no name: the door follows.</summary>
    public const string DoorPrefix = "door:";

    /// <summary>The beginning of what a refused sign-in claimed to be: nothing vouches for it, and nothing was let through by it.</summary>
    public const string ClaimedPrefix = "claimed:";

    private const string SignedInPrefix = "entra:";
    private const string AppPrefix = "app:";

    /// <summary>Whether it is somebody who signed in.</summary>
    [JsonIgnore]
    public bool IsVerified => Identity.StartsWith(SignedInPrefix, StringComparison.Ordinal);

    /// <summary>Somebody who signed in.</summary>
    /// <param name="name">The name that the directory gives.</param>
    /// <param name="objectId">The object id in the directory, which stays where a name changes.</param>
    public static Person SignedIn(string name, string objectId) => new(name, SignedInPrefix + objectId);

    /// <summary>A program that signed in by itself, with credentials of its own: no person.</summary>
    /// <param name="name">The name that the directory gives.</param>
    /// <param name="objectId">The object id of its service principal.</param>
    public static Person App(string name, string objectId) => new(name, AppPrefix + objectId);

    /// <summary>Whoever a sign-in that is not accepted claims to be.</summary>
    /// <param name="name">The name that it states.</param>
    /// <param name="identity">The provider and the id that it states.</param>
    public static Person Claimed(string name, string identity) => new(name, ClaimedPrefix + identity);

    /// <summary>Somebody of whom only a typed name is known.</summary>
    /// <param name="name">The name.</param>
    public static Person Typed(string name) => new(name, Unverified);

    /// <summary>Somebody as a record keeps them: a name, and what vouches for it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="identity">What vouches for it; empty in records from before that was kept.</param>
    public static Person Recorded(string name, string identity) => identity.Length == 0 ? Typed(name) : new(name, identity);

    /// <summary>Whether two are certainly not one: both signed in, under different object ids.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSurelyAnother(Person other) => IsVerified && other.IsVerified && Identity != other.Identity;

    /// <summary>Whether two are taken for one: of the same identity and, where nobody signed in, of the same name.</summary>
    /// <param name="other">The other one.</param>
    public bool IsTakenFor(Person other) => Identity == other.Identity && (IsVerified || Name == other.Name);

    /// <summary>The name, and that nothing vouches for it where nothing does.</summary>
    public override string ToString() => IsVerified || Name == Identity ? Name : $"{Name} ({Identity})";
}
