using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Folders;

/// <summary>What a folder holds, with the hash of each file.</summary>
/// <param name="Form">Which version of its form.</param>
/// <param name="Subject">What it is of: an issuer, or a storage account.</param>
/// <param name="Release">The version of the code that made it.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="Files">The SHA-256 of each file, by its path in the folder with forward slashes.</param>
public sealed record FolderManifest(
    string Form, string Subject, string Release, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "manifest.json";

    private const string Changed = "the file is not as the manifest says";

    /// <summary>Whether its papers say that they are not for publication; not stated by earlier releases, whose papers never said it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNotForPublication { get; init; }

    /// <summary>Makes the manifest of all files in a folder, and writes it there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="form">What it is.</param>
    /// <param name="subject">What it is of.</param>
    /// <param name="madeAt">The time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isNotForPublication">Whether its papers say that they are not for publication.</param>
    public static async Task<FolderManifest> WriteAsync(
        string folder, FolderForm form, string subject, DateTimeOffset madeAt, CancellationToken cancellationToken, bool isNotForPublication = false)
    {
        ArgumentNullException.ThrowIfNull(form);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in FilesOf(folder, form)) files[path] = await HashAsync(folder, path, cancellationToken);
        var manifest = new FolderManifest(form.Name, subject, CodeVersion.Current, madeAt, files) { IsNotForPublication = isNotForPublication };
        await using var target = File.Create(Path.Combine(folder, FileName));
        await JsonSerializer.SerializeAsync(target, manifest, FolderJson.Default.FolderManifest, cancellationToken);
        return manifest;
    }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="form">What it must be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The manifest; or why it is none that this code reads.</returns>
    public static async Task<Outcome<FolderManifest>> ReadAsync(string folder, FolderForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return Refuse(folder, $"holds no {FileName}: it is no {form.Kind}");

        await using var source = File.OpenRead(path);
        try
        {
            if (await JsonSerializer.DeserializeAsync(source, FolderJson.Default.FolderManifest, cancellationToken) is not { Form: not null, Files: not null } manifest)
                return Refuse(path, "states no form or no files");

            return manifest.Form == form.Name
                ? manifest
                : Refuse(folder, $"is in the form '{manifest.Form}', and this version reads '{form.Name}'");
        }
        catch (JsonException unreadable)
        {
            return Refuse(path, $"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>What of a folder is not as its manifest says.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="form">What it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The path, the stated hash and the one that it has; empty for a file that is not there, or is not stated; and what it means.</returns>
    public async IAsyncEnumerable<(string Path, string Stated, string Found, string Reason)> DifferencesAsync(
        string folder, FolderForm form, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        // What a link leads to is elsewhere, and no part of the folder.
        var links = LinksOf(folder).ToHashSet(StringComparer.Ordinal);
        var there = FilesOf(folder, form).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, stated) in Files.Where(file => !links.Contains(file.Key)))
        {
            var found = there.Remove(path) ? await HashAsync(folder, path, cancellationToken) : "";
            if (found != stated) yield return (path, stated, found, found.Length == 0 ? "the file is not there" : Changed);
        }

        foreach (var path in there.Order(StringComparer.Ordinal)) yield return (path, "", await HashAsync(folder, path, cancellationToken), Changed);
        foreach (var path in links.Order(StringComparer.Ordinal)) yield return (path, Files.GetValueOrDefault(path, ""), "", "is a link, and no file of the folder");
    }

    private static Failure Refuse(string path, string reason) => new(ReasonCode.InvalidField, "folder", path, reason);

    private static IEnumerable<string> FilesOf(string folder, FolderForm form) => EntriesOf(folder, static (ref entry) => !entry.IsDirectory && !IsLink(ref entry))
        .Where(form.IsListed);

    private static FileSystemEnumerable<string> LinksOf(string folder) => EntriesOf(folder, IsLink);

    private static FileSystemEnumerable<string> EntriesOf(string folder, FileSystemEnumerable<string>.FindPredicate isWanted)
    {
        var root = Path.GetFullPath(folder);
        return new(
            root,
            (ref entry) => Path.GetRelativePath(root, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/'),
            new() { RecurseSubdirectories = true, AttributesToSkip = default, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = isWanted,
            ShouldRecursePredicate = static (ref entry) => !IsLink(ref entry),
        };
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static async Task<string> HashAsync(string folder, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder, path));
        return await ContentHash.OfAsync(file, cancellationToken);
    }
}

/// <summary>The JSON of manifests.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FolderManifest))]
internal sealed partial class FolderJson : JsonSerializerContext;
