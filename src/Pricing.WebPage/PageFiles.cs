using System.Collections.Frozen;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pricing.WebPage;

/// <summary>The files of the page, embedded when it was built. They hold no data, so nothing of them is secret.</summary>
public static class PageFiles
{
    private const string Index = "index.html";
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, PageFile> Embedded = Read();
    private static readonly string Text = Encoding.UTF8.GetString(Embedded[Index].Content.Span);

    /// <summary>Names the content of all files together: another page has another name, so each may be kept for ever.</summary>
    public static string Hash { get; } = HashOf(Embedded);

    /// <summary>Where the files stand, from the page's own root.</summary>
    public static string Folder { get; } = $"assets/{Hash}/";

    /// <summary>The file of a name beside the document; null where there is none.</summary>
    /// <param name="name">The name, such as <c>page.js</c>.</param>
    public static PageFile? Find(string name) => name == Index ? null : Embedded.GetValueOrDefault(name);

    /// <summary>The document, the same under every address of the page.</summary>
    /// <param name="root">The path under which the page and the API stand, with a slash at its end.</param>
    /// <param name="version">The version of the release.</param>
    /// <param name="canSignIn">Whether callers of the host can sign in; else the page says that nothing of it is for publication.</param>
    public static string Document(string root, string version, bool canSignIn) => Text
        .Replace("{base}", WebUtility.HtmlEncode(root), StringComparison.Ordinal)
        .Replace("{assets}", Folder, StringComparison.Ordinal)
        .Replace("{sign-in}", canSignIn ? "yes" : "no", StringComparison.Ordinal)
        .Replace("{version}", WebUtility.HtmlEncode(version), StringComparison.Ordinal);

    private static FrozenDictionary<string, PageFile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var resource = assembly.GetManifestResourceStream(name)!;
                var content = new byte[resource.Length];
                resource.ReadExactly(content);
                return new PageFile(content, TypeOf(name));
            });
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".html" => "text/html; charset=utf-8",
        var other => throw new InvalidOperationException($"The page has a file of the unknown ending '{other}': {name}."),
    };

    private static string HashOf(FrozenDictionary<string, PageFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, file) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

/// <summary>A file of the page.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is, as the header <c>Content-Type</c> says it.</param>
public sealed record PageFile(ReadOnlyMemory<byte> Content, string MediaType);
