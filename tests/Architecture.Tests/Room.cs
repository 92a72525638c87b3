namespace Architecture.Tests;

/// <summary>A folder of a project of src, and the namespace that follows it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Path">The folder in it, with slashes; empty for the project's root.</param>
internal readonly record struct Room(string Project, string Path)
{
    /// <summary>The room's namespace.</summary>
    public string Namespace => Path.Length == 0 ? Project : $"{Project}.{Path.Replace('/', '.')}";

    /// <summary><c>Pricing.Pipeline/Nights/Runs</c>; the project alone for its root.</summary>
    public override string ToString() => Path.Length == 0 ? Project : $"{Project}/{Path}";
}
