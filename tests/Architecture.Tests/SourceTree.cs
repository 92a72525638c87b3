using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The folders and files of src and tests.</summary>
internal static partial class SourceTree
{
    /// <summary>The top folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of src, by name.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Root, "src"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(Path.Combine(Root, "src", name, $"{name}.csproj")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The source files of every room of src that has any.</summary>
    public static ILookup<Room, string> Files { get; } = Projects
        .SelectMany(project => FilesOf("src", project).Select(file => (Room: RoomOf(project, file), File: file)))
        .ToLookup(item => item.Room, item => item.File);

    /// <summary>The folders of source in the tests of a project, with slashes.</summary>
    /// <param name="project">A project of src.</param>
    public static IEnumerable<string> TestFolders(string project) =>
        FilesOf("tests", $"{project}.Tests").Select(file => RoomOf(project, file).Path).Distinct();

    /// <summary>The built assembly of a project of src.</summary>
    /// <param name="project">The project.</param>
    /// <param name="configuration">How it was built.</param>
    public static string Assembly(string project, string configuration) =>
        Path.Combine(Root, "src", project, "bin", configuration, "net10.0", $"{project}.dll");

    /// <summary>The namespaces that a file of src imports.</summary>
    /// <param name="room">Its room.</param>
    /// <param name="file">Its name.</param>
    public static IEnumerable<string> Usings(Room room, string file) => Using()
        .Matches(File.ReadAllText(Path.Combine(Root, "src", room.Project, file)))
        .Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> FilesOf(string folder, string project)
    {
        var home = Path.Combine(Root, folder, project);
        return !Directory.Exists(home)
            ? []
            : Directory.EnumerateFiles(home, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(home, file).Replace('\\', '/'))
                .Where(file => file.Split('/')[0] is not ("bin" or "obj"));
    }

    private static Room RoomOf(string project, string file) =>
        new(project, file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PricingFunctions.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^using (static |\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();
}
